/**
 * {@code crossview evaluate}: a set of queries and tiles, their descriptors, the ranks, the report.
 */
package org.crossview.cli.evaluate;
