/** CVACT (Liu and Li, CVPR 2019). */
package org.crossview.datasets.cvact;
