package org.crossview.matching.outcome;

import org.apache.kafka.common.utils.Bytes;
import org.crossview.stage.message.Outgoing;

/**
 * What becomes of a panorama, or of a record that cannot be read.
 *
 * @param identity what it is about; of all outcomes with the same identity the first one counts
 * @param kind geotag or dead letter
 * @param reason reason code of a dead letter; empty for a geotag
 * @param record to send
 */
public record Outcome(Bytes identity, Kind kind, String reason, Outgoing record) {
  /** The two ways for a panorama to end. */
  public enum Kind {
    GEOTAG,
    DEAD_LETTER
  }
}
