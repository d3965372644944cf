/**
 * VIGOR (Zhu et al., CVPR 2021): the lists of its cities go in, their tiles and panoramas come out
 * as a split, each panorama with its right tile and those that show its place near their edge.
 */
package org.crossview.datasets.vigor;
