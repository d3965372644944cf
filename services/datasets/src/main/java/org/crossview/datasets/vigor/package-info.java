/** VIGOR (Zhu et al., CVPR 2021). */
package org.crossview.datasets.vigor;
