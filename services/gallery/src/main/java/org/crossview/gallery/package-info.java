/** The gallery: tiles and the descriptors that panoramas are compared with. */
package org.crossview.gallery;
