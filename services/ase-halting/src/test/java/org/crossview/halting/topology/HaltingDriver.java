package org.crossview.halting.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.crossview.halting.merge.Answers.answer;
import static org.crossview.halting.merge.Answers.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.crossview.core.halting.DistanceKind;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;

/** The topology on a driver: what goes in and what came out, and a clock that the test moves. */
final class HaltingDriver implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(60);
  static final String JOINS = "joins";
  static final String DUE = "joins-due";

  private static final String APPLICATION = "halting-test";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> searched;

  HaltingDriver(Path state) {
    StageMetrics metrics = new StageMetrics(registry, HaltingTopology.STAGE);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            HaltingTopology.build(
                DistanceKind.L2,
                TIMEOUT,
                metrics,
                new HaltingMetrics(registry, metrics, 3),
                Clock.systemUTC()),
            properties,
            Instant.now());
    searched =
        driver.createInputTopic(
            Topics.PANORAMAS_SEARCHED, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    driver.close();
  }

  SimpleMeterRegistry registry() {
    return registry;
  }

  TestInputTopic<byte[], byte[]> searched() {
    return searched;
  }

  /** Two steps, each shard with one tile; shard 0 holds the nearest, and step 1 decides. */
  static PanoramaSearched answerOf(PanoramaRef ref, int shard, int shards) {
    String id = "tile-" + shard;
    return answer(
        ref,
        shard,
        shards,
        shard == 0
            ? List.of(tile(id, .1), tile("tile-00", .9))
            : List.of(tile(id, .1 + shard * .5)),
        List.of(tile(id, .2 + shard * .1)));
  }

  void sendAll(PanoramaRef ref) {
    for (int shard = 0; shard < 3; shard++) {
      send(answerOf(ref, shard, 3));
    }
  }

  void send(PanoramaSearched answer) {
    searched.pipeInput(answer.getRef().getVehicleId().getBytes(UTF_8), answer.toByteArray());
  }

  /** The stage is up long enough to reproach a shard with being late. */
  void afterTheStart() {
    pass(TIMEOUT.plusSeconds(1));
  }

  void pass(Duration duration) {
    driver.advanceWallClockTime(duration);
  }

  long nowMs() {
    return System.currentTimeMillis() + TIMEOUT.plusSeconds(1).toMillis();
  }

  List<PanoramaHalted> halted() throws InvalidProtocolBufferException {
    List<PanoramaHalted> messages = new ArrayList<>();
    for (var record : read(Topics.PANORAMAS_HALTED)) {
      messages.add(PanoramaHalted.parseFrom(record.value));
    }
    return messages;
  }

  List<PanoramaRejected> rejected() throws InvalidProtocolBufferException {
    List<PanoramaRejected> messages = new ArrayList<>();
    for (var record : read(Topics.PANORAMAS_REJECTED)) {
      messages.add(PanoramaRejected.parseFrom(record.value));
    }
    return messages;
  }

  List<KeyValue<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList();
  }

  Map<Bytes, byte[]> stored() {
    return entries(JOINS);
  }

  Map<Bytes, byte[]> due() {
    return entries(DUE);
  }

  /** What was written to a store since this was last asked, in order; a null value deletes. */
  List<KeyValue<byte[], byte[]>> changes(String store) {
    return read(APPLICATION + "-" + store + "-changelog");
  }

  /** As after a kill that came before the store's changelog was written, but not the other's. */
  void lose(String store) {
    entries(store).keySet().forEach(key -> driver.getKeyValueStore(store).delete(key));
  }

  private Map<Bytes, byte[]> entries(String name) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(name);
    Map<Bytes, byte[]> entries = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
    }
    return entries;
  }
}
