/**
 * A gallery in memory: tiles with their descriptors go in, one by one or as a whole shard from
 * Redis; the nearest tiles of a panorama at every step come out.
 */
package org.crossview.gallery.index;
