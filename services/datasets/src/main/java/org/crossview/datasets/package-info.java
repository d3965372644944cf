/** The published data sets and the plain folder, each read as it is downloaded. */
package org.crossview.datasets;
