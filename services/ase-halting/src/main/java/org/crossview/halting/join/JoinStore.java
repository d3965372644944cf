package org.crossview.halting.join;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.crossview.proto.v1.ShardJoin;

/**
 * Where joins are kept: by their key, and beside it by the time when they have to be looked at, so
 * that a sweep reads only what is due. Both are on disk and in a changelog topic, and survive the
 * process.
 */
public final class JoinStore {
  private static final String JOINS = "joins";
  private static final String DUE = "joins-due";
  private static final byte[] PRESENT = {1};

  private final KeyValueStore<Bytes, byte[]> joins;
  private final KeyValueStore<Bytes, byte[]> due;

  private JoinStore(KeyValueStore<Bytes, byte[]> joins, KeyValueStore<Bytes, byte[]> due) {
    this.joins = joins;
    this.due = due;
  }

  /** The stores to add to the topology. */
  public static List<StoreBuilder<?>> builders() {
    return List.of(builder(JOINS), builder(DUE));
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }

  /** The stores of one task. */
  public static JoinStore of(ProcessorContext<?, ?> context) {
    return new JoinStore(context.getStateStore(JOINS), context.getStateStore(DUE));
  }

  /** What is known under the key, if anything is. */
  public Optional<ShardJoin> find(Bytes key) {
    byte[] value = joins.get(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ShardJoin.parseFrom(value));
    } catch (InvalidProtocolBufferException e) {
      throw new ProcessorStateException(
          "The store %s holds %d bytes that are no ShardJoin; was it written by a newer release?"
              .formatted(JOINS, value.length),
          e);
    }
  }

  public void put(Bytes key, ShardJoin join) {
    joins.put(key, join.toByteArray());
  }

  public void remove(Bytes key) {
    joins.delete(key);
  }

  /** Makes the key turn up in {@link #takeDue} at that time, milliseconds since the Unix epoch. */
  public void schedule(Bytes key, long atMs) {
    due.put(dueKey(atMs, key.get()), PRESENT);
  }

  /** Keys that are due by now, earliest first; they are no longer scheduled afterwards. */
  public List<Bytes> takeDue(long nowMs) {
    List<Bytes> taken = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        due.range(dueKey(0, new byte[0]), dueKey(nowMs + 1, new byte[0]))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        taken.add(entry.key);
      }
    }
    taken.forEach(due::delete);
    taken.replaceAll(JoinStore::joinKey);
    return taken;
  }

  /** Big-endian, so that the store's order of bytes is the order of times. */
  private static Bytes dueKey(long atMs, byte[] key) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + key.length).putLong(atMs).put(key).array());
  }

  private static Bytes joinKey(Bytes dueKey) {
    byte[] bytes = dueKey.get();
    return Bytes.wrap(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
  }
}
