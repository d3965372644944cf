package org.crossview.sirnet.training;

/**
 * The pairs of one step.
 *
 * @param step from 1
 * @param ground batch * height * width * 3 bytes
 * @param aerial likewise
 * @param negatives batch * batch: 1 where the tile of the column shows another place than the
 *     panorama of the row, else 0
 */
record Batch(long step, byte[] ground, byte[] aerial, float[] negatives) {}
