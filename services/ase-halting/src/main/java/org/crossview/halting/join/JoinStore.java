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
 * process; but a process that is killed may leave one of the topics ahead of the other.
 */
public final class JoinStore {
  private static final String JOINS = "joins";
  private static final String DUE = "joins-due";
  private static final byte[] PRESENT = {1};

  /**
   * When a join has to be looked at.
   *
   * @param atMs milliseconds since the Unix epoch
   * @param key of the join
   */
  public record Appointment(long atMs, Bytes key) {}

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

  /**
   * Makes the key turn up in {@link #due} from that time on, milliseconds since the Unix epoch. A
   * second time for the same key and time changes nothing.
   */
  public void schedule(Bytes key, long atMs) {
    due.put(dueKey(atMs, key.get()), PRESENT);
  }

  /**
   * Puts an appointment off to another time. The new one is made first, and the changelog keeps
   * that order: wherever the process is killed, the join has one of them.
   */
  public void move(Appointment appointment, long atMs) {
    schedule(appointment.key(), atMs);
    cancel(appointment);
  }

  /** Ends what {@link #schedule} began. */
  public void cancel(Appointment appointment) {
    due.delete(dueKey(appointment.atMs(), appointment.key().get()));
  }

  /** What is due by now, earliest first. It stays so until it is moved or cancelled. */
  public List<Appointment> due(long nowMs) {
    List<Appointment> appointments = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        due.range(dueKey(0, new byte[0]), dueKey(nowMs + 1, new byte[0]))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        appointments.add(appointment(entry.key.get()));
      }
    }
    return appointments;
  }

  /** Big-endian, so that the store's order of bytes is the order of times. */
  private static Bytes dueKey(long atMs, byte[] key) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + key.length).putLong(atMs).put(key).array());
  }

  private static Appointment appointment(byte[] dueKey) {
    return new Appointment(
        ByteBuffer.wrap(dueKey).getLong(),
        Bytes.wrap(Arrays.copyOfRange(dueKey, Long.BYTES, dueKey.length)));
  }
}
