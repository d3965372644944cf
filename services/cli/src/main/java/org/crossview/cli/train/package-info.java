/**
 * {@code crossview train}: pairs of many towns are planned, rendered once into a cache and then
 * trained on.
 */
package org.crossview.cli.train;
