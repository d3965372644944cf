package org.crossview.stage.state;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Remembers for a while what was seen, so that a second delivery is known for one. A windowed store
 * drops whole segments of time, from memory or disk and from its changelog, so what it holds is
 * bounded without a sweep. Its times are those of this stage's clock: a sender's clock must not
 * decide what is forgotten.
 */
public final class FirstSeen {
  private static final byte[] PRESENT = {1};
  private static final Duration SMALLEST_WINDOW = Duration.ofMillis(1);

  private final WindowStore<Bytes, byte[]> store;
  private final long retentionMs;

  private FirstSeen(WindowStore<Bytes, byte[]> store, Duration retention) {
    this.store = store;
    this.retentionMs = retention.toMillis();
  }

  /**
   * The store to add to the topology, on disk: for what comes by the thousand.
   *
   * @param retention how long a key is remembered
   */
  public static StoreBuilder<WindowStore<Bytes, byte[]>> onDisk(String store, Duration retention) {
    return builder(Stores.persistentWindowStore(store, retention, SMALLEST_WINDOW, false));
  }

  /**
   * The store to add to the topology, in memory: for what is rare. Its changelog brings it back
   * after a restart.
   *
   * @param retention how long a key is remembered
   */
  public static StoreBuilder<WindowStore<Bytes, byte[]>> inMemory(
      String store, Duration retention) {
    return builder(Stores.inMemoryWindowStore(store, retention, SMALLEST_WINDOW, false));
  }

  private static StoreBuilder<WindowStore<Bytes, byte[]>> builder(
      WindowBytesStoreSupplier supplier) {
    return Stores.windowStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray());
  }

  /** The store of one task. */
  public static FirstSeen of(ProcessorContext<?, ?> context, String store, Duration retention) {
    return new FirstSeen(context.getStateStore(store), retention);
  }

  /**
   * Remembers the key if it is seen for the first time.
   *
   * @param nowMs milliseconds since the Unix epoch
   * @return whether it is
   */
  public boolean remember(Bytes key, long nowMs) {
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
