/** The plain folder as a data set. */
package org.crossview.datasets.folder;
