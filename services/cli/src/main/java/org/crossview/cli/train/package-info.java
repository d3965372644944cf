/**
 * {@code crossview train}: pairs of many towns, or of a data set, are chosen, prepared once in a
 * cache and then trained on.
 */
package org.crossview.cli.train;
