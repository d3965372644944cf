package org.crossview.matching.topology;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.crossview.matching.outcome.Outcome;

/**
 * Remembers for a while which panoramas have their outcome. A windowed store drops whole segments
 * of time, on disk and in its changelog, so what it holds is bounded without a sweep. Its times are
 * those of this stage's clock: a vehicle's clock must not decide what is forgotten.
 */
final class FirstOutcomes {
  private static final String STORE = "first-outcomes";
  private static final byte[] PRESENT = {1};

  private final WindowStore<Bytes, byte[]> store;
  private final long retentionMs;

  private FirstOutcomes(WindowStore<Bytes, byte[]> store, Duration retention) {
    this.store = store;
    this.retentionMs = retention.toMillis();
  }

  /**
   * The store to add to the topology.
   *
   * @param retention how long an outcome is remembered
   */
  static StoreBuilder<WindowStore<Bytes, byte[]>> builder(Duration retention) {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(STORE, retention, Duration.ofMillis(1), false),
        Serdes.Bytes(),
        Serdes.ByteArray());
  }

  /** The store of one task. */
  static FirstOutcomes of(ProcessorContext<?, ?> context, Duration retention) {
    return new FirstOutcomes(context.getStateStore(STORE), retention);
  }

  /**
   * Remembers the outcome if it is the first one of its identity.
   *
   * @param nowMs milliseconds since the Unix epoch
   * @return whether it is
   */
  boolean remember(Outcome outcome, long nowMs) {
    // To the end of time: another machine's clock may have been ahead of this one's.
    try (WindowStoreIterator<byte[]> earlier =
        store.fetch(outcome.identity(), nowMs - retentionMs + 1, Long.MAX_VALUE)) {
      if (earlier.hasNext()) {
        return false;
      }
    }
    store.put(outcome.identity(), PRESENT, nowMs);
    return true;
  }
}
