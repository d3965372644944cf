/** CVUSA (Workman et al., ICCV 2015; the pairs of Zhai et al., CVPR 2017). */
package org.crossview.datasets.cvusa;
