/**
 * The plain folder as a data set: {@code pairs.csv} goes in, a split of what is there comes out.
 */
package org.crossview.datasets.folder;
