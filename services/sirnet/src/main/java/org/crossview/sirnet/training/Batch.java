package org.crossview.sirnet.training;

/**
 * The pairs of one step.
 *
 * @param step from 1
 * @param ground batch * height * width * 3 bytes
 * @param aerial likewise
 * @param negatives batch * batch: 1 where the tile of the column shows another place than the
 *     panorama of the row, else 0
 * @param shift the tiles' column of the descriptor's map that the panoramas' first one looks at
 * @param shown columns of the map that the panoramas show, from the first
 */
record Batch(long step, byte[] ground, byte[] aerial, float[] negatives, int shift, int shown) {}
