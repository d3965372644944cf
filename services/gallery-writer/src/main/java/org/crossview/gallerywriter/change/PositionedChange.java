package org.crossview.gallerywriter.change;

import java.util.Optional;
import org.crossview.gallery.redis.TileChange;
import org.crossview.stage.message.Incoming;

/**
 * A change and the record it came in.
 *
 * @param partition {@code <topic>/<partition>}
 * @param offset of the record
 * @param change empty where the record means nothing to the gallery
 */
public record PositionedChange(String partition, long offset, Optional<TileChange> change) {
  public static PositionedChange of(Incoming record, Optional<TileChange> change) {
    return new PositionedChange(
        partition(record.topic(), record.partition()), record.offset(), change);
  }

  /** The name of a partition in Redis. */
  public static String partition(String topic, int partition) {
    return topic + "/" + partition;
  }
}
