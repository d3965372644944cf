package org.crossview.stage.kafka;

/**
 * How large a record may be. Broker, topics, producers and consumers have to agree: one that is
 * left behind drops what the others let through.
 */
public final class MessageSizes {
  /** Bytes of one record (key, value and headers) in the topics that stages process. */
  public static final int MAX_MESSAGE_BYTES = 8 << 20;

  /**
   * Bytes of one record in panoramas.rejected, tiles.rejected and dead-letters: a rejection carries
   * the whole record that was rejected, and that may have been as large as allowed.
   */
  public static final int MAX_REJECTION_BYTES = 9 << 20;

  private MessageSizes() {}
}
