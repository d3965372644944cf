/**
 * What an image says about itself: bytes of a stranger go in, format and sides come out, and
 * whether the file is whole, before a pixel is decoded.
 */
package org.crossview.imaging.header;
