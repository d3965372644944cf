/**
 * A model's gallery in Redis: changes to tiles go in, with the progress of their imports and the
 * positions of the topics in one transaction; cells, tiles, descriptors and a manifest that says
 * whether the gallery is whole come out.
 */
package org.crossview.gallery.redis;
