/**
 * What a reader makes of a data set: tiles, panoramas, which tiles are right for which panorama,
 * and which images are not there.
 */
package org.crossview.datasets.split;
