package org.crossview.sirnet.training;

/**
 * The pairs of one step.
 *
 * @param step from 1
 * @param ground batch * height * width * 3 bytes
 * @param aerial likewise
 */
record Batch(long step, byte[] ground, byte[] aerial) {}
