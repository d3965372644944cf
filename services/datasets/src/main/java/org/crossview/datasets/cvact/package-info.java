/**
 * CVACT (Liu and Li, CVPR 2019): {@code ACT_data.mat} and the folders of images go in, the pairs of
 * a part come out as a split; in the test set with all tiles within 5 m as right ones.
 */
package org.crossview.datasets.cvact;
