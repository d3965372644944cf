package org.crossview.halting.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.halting.merge.Answers.answer;
import static org.crossview.halting.merge.Answers.panorama;
import static org.crossview.halting.merge.Answers.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaltingTopologyTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final PanoramaRef P1 = panorama("p1");

  @TempDir Path state;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> searched;

  @BeforeEach
  void start() {
    StageMetrics metrics = new StageMetrics(registry, HaltingTopology.STAGE);
    Properties properties = new Properties();
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

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void oneShardHaltsAtOnceAndLeavesNothingInTheStore() throws Exception {
    send(answerOf(P1, 0, 1));

    assertThat(halted()).extracting(halted -> halted.getRef().getId()).containsExactly("p1");
    assertThat(stored()).isEmpty();
  }

  @Test
  void threeShardsHaltOnceWithTheThirdAnswerInWhateverOrder() throws Exception {
    send(answerOf(P1, 2, 3));
    send(answerOf(P1, 0, 3));
    assertThat(halted()).isEmpty();

    send(answerOf(P1, 1, 3));

    List<PanoramaHalted> halted = halted();
    assertThat(halted).hasSize(1);
    assertThat(halted.getFirst().getCandidatesList())
        .extracting(candidate -> candidate.getTile().getId())
        .containsExactly("tile-0", "tile-1");
    assertThat(rejected()).isEmpty();
  }

  @Test
  void theRecordOfAHaltedPanoramaIsKeyedByItsVehicleAndCarriesTheTrailOfTheLastAnswer()
      throws Exception {
    send(
        answerOf(P1, 0, 1).toBuilder()
            .addTimings(StageTiming.newBuilder().setStage("gallery-search"))
            .build());

    var record = read(Topics.PANORAMAS_HALTED).getFirst();
    assertThat(new String(record.key, UTF_8)).isEqualTo("vehicle-1");
    assertThat(PanoramaHalted.parseFrom(record.value).getTimingsList())
        .extracting(StageTiming::getStage)
        .containsExactly("gallery-search", "ase-halting");
  }

  @Test
  void answersOfTheSameShardCountOnce() throws Exception {
    send(answerOf(P1, 0, 3));
    send(answerOf(P1, 0, 3));
    send(answerOf(P1, 0, 3));
    send(answerOf(P1, 1, 3));
    assertThat(halted()).isEmpty();

    send(answerOf(P1, 2, 3));
    assertThat(halted()).hasSize(1);
  }

  @Test
  void anAnswerDeliveredAgainAfterTheJoinGivesTheSameOutcomeAgain() throws Exception {
    sendAll(P1);
    PanoramaHalted first = halted().getFirst();

    send(answer(P1, 1, 3, List.of(tile("other", 0.01))));

    assertThat(halted())
        .extracting(halted -> halted.toBuilder().clearTimings().build())
        .containsExactly(first.toBuilder().clearTimings().build());
  }

  @Test
  void panoramasAndTheirAttemptsAreJoinedApart() throws Exception {
    PanoramaRef again = P1.toBuilder().setAttempt(1).build();
    send(answerOf(P1, 0, 2));
    send(answerOf(again, 1, 2));
    send(answerOf(panorama("p2"), 1, 2));
    assertThat(halted()).isEmpty();

    send(answerOf(again, 0, 2));
    assertThat(halted()).extracting(PanoramaHalted::getRef).containsExactly(again);
  }

  @Test
  void answersOfTwoModelsOrTwoSplitsAreNeverMixed() throws Exception {
    send(answerOf(P1, 0, 2));
    send(answerOf(P1, 1, 2).toBuilder().setModelVersion("another-model").build());
    send(answerOf(P1, 1, 3));
    assertThat(halted()).isEmpty();

    send(answerOf(P1, 1, 2));
    assertThat(halted()).extracting(PanoramaHalted::getModelVersion).hasSize(1);
    assertThat(registry.get("crossview.answers.other.split").counter().count()).isEqualTo(3);
  }

  @Test
  void shardsOfDifferentEpochsAreJoinedAndCounted() throws Exception {
    send(answerOf(P1, 0, 2));
    send(answerOf(P1, 1, 2).toBuilder().setGalleryEpoch(2).build());

    assertThat(halted()).hasSize(1);
    assertThat(registry.get("crossview.joins.mixed.epochs").counter().count()).isEqualTo(1);
  }

  @Test
  void aPriorThatExcludesAllTilesIsRejectedOnceAllShardsSaySo() throws Exception {
    send(answer(P1, 0, 2, List.of(), List.of()));
    assertThat(rejected()).isEmpty();

    PanoramaSearched last = answer(P1, 1, 2, List.of(), List.of());
    send(last);

    PanoramaRejected rejected = rejected().getFirst();
    assertThat(rejected.getReason()).isEqualTo("no-coverage");
    assertThat(rejected.getStage()).isEqualTo("ase-halting");
    assertThat(rejected.getRef()).isEqualTo(P1);
    assertThat(rejected.getOriginal()).isEqualTo(last.toByteString());
    assertThat(halted()).isEmpty();
  }

  @Test
  void aJoinWithoutItsLastShardIsRejectedAfterTheTimeoutNamingTheShard() throws Exception {
    afterTheStart();
    PanoramaSearched last = answerOf(P1, 2, 3);
    send(answerOf(P1, 0, 3));
    send(last);
    pass(TIMEOUT.minusSeconds(2));
    assertThat(rejected()).isEmpty();

    pass(Duration.ofSeconds(3));

    PanoramaRejected rejected = rejected().getFirst();
    assertThat(rejected.getReason()).isEqualTo("expired");
    assertThat(rejected.getDetail()).contains("2 of 3 shards").contains("no answer of shard 1:");
    assertThat(rejected.getRef()).isEqualTo(P1);
    assertThat(rejected.getOriginal()).isEqualTo(last.toByteString());
    assertThat(rejected.getOrigin().getTopic()).isEqualTo(Topics.PANORAMAS_SEARCHED);
    assertThat(rejected.getOrigin().getOffset()).isEqualTo(1);
    assertThat(registry.get("crossview.joins.given.up").counter().count()).isEqualTo(1);

    send(answerOf(P1, 1, 3));
    assertThat(halted()).as("given up is given up").isEmpty();
    assertThat(rejected()).hasSize(1);
  }

  @Test
  void aDeadlineShortensTheWait() throws Exception {
    afterTheStart();
    long deadlineUs = nowMs() * 1_000 + 5_000_000;
    send(answerOf(P1.toBuilder().setDeadlineUs(deadlineUs).build(), 0, 2));

    pass(Duration.ofSeconds(7));

    assertThat(rejected()).extracting(PanoramaRejected::getReason).containsExactly("expired");
  }

  @Test
  void theTimeInWhichTheStageWasDownDoesNotExpireAnything() throws Exception {
    send(answerOf(P1, 0, 2));
    pass(TIMEOUT.minusSeconds(1));
    assertThat(rejected()).isEmpty();
  }

  @Test
  void whatEndedIsForgottenAfterAnotherTimeoutSoThatTheStoreStaysSmall() throws Exception {
    afterTheStart();
    sendAll(P1);
    send(answerOf(panorama("p2"), 0, 3));
    assertThat(stored()).hasSize(2);

    pass(TIMEOUT.plusSeconds(1));
    assertThat(stored()).hasSize(1);
    pass(TIMEOUT.plusSeconds(1));

    assertThat(stored()).isEmpty();
    assertThat(due()).isEmpty();
    assertThat(rejected()).hasSize(1);
  }

  @Test
  void anUnreadableRecordIsRejectedWithItsBytesAndItsNeighboursHalt() throws Exception {
    byte[] garbage = {(byte) 0xff, 1, 2, 3};
    searched.pipeInput("vehicle-9".getBytes(UTF_8), garbage);
    send(answerOf(P1, 0, 1));
    searched.pipeInput(null, new byte[0]);

    List<PanoramaRejected> rejected = rejected();
    assertThat(rejected)
        .extracting(PanoramaRejected::getReason)
        .containsExactly("unreadable-message", "invalid-field");
    assertThat(rejected.getFirst().hasRef()).isFalse();
    assertThat(rejected.getFirst().getOriginal().toByteArray()).isEqualTo(garbage);
    assertThat(halted()).hasSize(1);
  }

  @Test
  void answersTooLargeTogetherAreRejectedAndNotRetriedForEver() throws Exception {
    TileRef wordy = TileRef.newBuilder().setId("tile").setSource("x".repeat(8_000)).build();
    List<Candidate> candidates =
        Collections.nCopies(110, tile("", .1).toBuilder().setTile(wordy).build());
    for (int shard = 0; shard < 12; shard++) {
      send(answer(P1, shard, 12, candidates));
    }
    assertThat(rejected())
        .isNotEmpty()
        .allSatisfy(
            rejected -> {
              assertThat(rejected.getReason()).isEqualTo("invalid-field");
              assertThat(rejected.getDetail()).contains("of 12 shards have more than");
            });
    assertThat(halted()).isEmpty();
  }

  /** Two steps, each shard with one tile; shard 0 holds the nearest, and step 1 decides. */
  private static PanoramaSearched answerOf(PanoramaRef ref, int shard, int shards) {
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

  private void sendAll(PanoramaRef ref) {
    for (int shard = 0; shard < 3; shard++) {
      send(answerOf(ref, shard, 3));
    }
  }

  private void send(PanoramaSearched answer) {
    searched.pipeInput(answer.getRef().getVehicleId().getBytes(UTF_8), answer.toByteArray());
  }

  /** The stage is up long enough to reproach a shard with being late. */
  private void afterTheStart() {
    pass(TIMEOUT.plusSeconds(1));
  }

  private void pass(Duration duration) {
    driver.advanceWallClockTime(duration);
  }

  private long nowMs() {
    return System.currentTimeMillis() + TIMEOUT.plusSeconds(1).toMillis();
  }

  private List<PanoramaHalted> halted() throws InvalidProtocolBufferException {
    List<PanoramaHalted> messages = new ArrayList<>();
    for (var record : read(Topics.PANORAMAS_HALTED)) {
      messages.add(PanoramaHalted.parseFrom(record.value));
    }
    return messages;
  }

  private List<PanoramaRejected> rejected() throws InvalidProtocolBufferException {
    List<PanoramaRejected> messages = new ArrayList<>();
    for (var record : read(Topics.PANORAMAS_REJECTED)) {
      messages.add(PanoramaRejected.parseFrom(record.value));
    }
    return messages;
  }

  private List<KeyValue<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList();
  }

  private Map<Bytes, byte[]> stored() {
    return entries("joins");
  }

  private Map<Bytes, byte[]> due() {
    return entries("joins-due");
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
