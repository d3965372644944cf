/**
 * From files to a network's input: JPEG or PNG bytes go in, are checked and decoded, and a prepared
 * panorama or tile comes out. Images are written as JPEG, and heat becomes colours over a picture.
 */
package org.crossview.imaging;
