package org.crossview.core.search;

/**
 * One result of a search.
 *
 * @param row index in the gallery, from 0
 * @param distance to the query, L2, at least 0
 */
public record Neighbour(int row, float distance) {}
