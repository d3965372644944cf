package org.crossview.stage.message;

/**
 * One record and the message in it.
 *
 * @param record as it was received
 * @param message decoded and checked; null only for a removal in an input that allows them
 */
public record Item<M>(Incoming record, M message) {}
