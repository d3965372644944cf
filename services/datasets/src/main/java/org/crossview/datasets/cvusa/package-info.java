/**
 * CVUSA (Workman et al., ICCV 2015; the pairs of Zhai et al., CVPR 2017): its folder goes in, the
 * pairs of a table with their positions, where those are there, come out as a split.
 */
package org.crossview.datasets.cvusa;
