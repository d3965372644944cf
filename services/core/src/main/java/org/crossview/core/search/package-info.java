/**
 * Exact nearest neighbours: a gallery of descriptors and a batch of queries go in, the K nearest
 * rows of each query with their L2 distances come out.
 */
package org.crossview.core.search;
