package org.crossview.gallerywriter.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.crossview.proto.v1.Origin;

/**
 * Remembers for a while which records have their dead letter. In memory, since bad tiles are few;
 * its changelog brings it back after a restart.
 */
final class SeenOrigins {
  private static final String STORE = "dead-lettered";
  private static final byte[] PRESENT = {1};

  private final WindowStore<Bytes, byte[]> store;
  private final long retentionMs;

  private SeenOrigins(WindowStore<Bytes, byte[]> store, Duration retention) {
    this.store = store;
    this.retentionMs = retention.toMillis();
  }

  /** The store to add to the topology. */
  static StoreBuilder<WindowStore<Bytes, byte[]>> builder(Duration retention) {
    return Stores.windowStoreBuilder(
        Stores.inMemoryWindowStore(STORE, retention, Duration.ofMillis(1), false),
        Serdes.Bytes(),
        Serdes.ByteArray());
  }

  static SeenOrigins of(ProcessorContext<?, ?> context, Duration retention) {
    return new SeenOrigins(context.getStateStore(STORE), retention);
  }

  /**
   * Remembers the record.
   *
   * @return whether it is seen for the first time
   */
  boolean remember(Origin origin, long nowMs) {
    Bytes key =
        Bytes.wrap(
            "%s/%d@%d"
                .formatted(origin.getTopic(), origin.getPartition(), origin.getOffset())
                .getBytes(StandardCharsets.UTF_8));
    // To the end of time: another machine's clock may have been ahead of this one's.
    try (WindowStoreIterator<byte[]> earlier =
        store.fetch(key, nowMs - retentionMs + 1, Long.MAX_VALUE)) {
      if (earlier.hasNext()) {
        return false;
      }
    }
    store.put(key, PRESENT, nowMs);
    return true;
  }
}
