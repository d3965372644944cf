package org.crossview.matching.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.matching.outcome.Panoramas.halted;
import static org.crossview.matching.outcome.Panoramas.panorama;
import static org.crossview.matching.outcome.Panoramas.rejected;
import static org.crossview.matching.outcome.Panoramas.unreadable;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.crossview.matching.outcome.DeadLetterPolicy;
import org.crossview.matching.outcome.Outcomes;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.GeoTag;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.StageTiming;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchingTopologyTest {
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final int MAX_GEOTAG = 1_000;
  private static final PanoramaRef P1 = panorama("p1");

  @TempDir Path state;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> haltedTopic;
  private TestInputTopic<byte[], byte[]> rejectedTopic;

  @BeforeEach
  void start() {
    Clock clock = Clock.systemUTC();
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            MatchingTopology.build(
                new Outcomes(
                    MatchingTopology.STAGE, new DeadLetterPolicy(true, 1 << 20), MAX_GEOTAG, clock),
                RETENTION,
                new MatchingMetrics(registry, new StageMetrics(registry, MatchingTopology.STAGE)),
                clock),
            properties,
            Instant.now());
    haltedTopic = input(Topics.PANORAMAS_HALTED);
    rejectedTopic = input(Topics.PANORAMAS_REJECTED);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aHaltedPanoramaBecomesAGeotagKeyedByItsVehicleWithTheWholeTrail() throws Exception {
    send(haltedTopic, halted(P1));

    var record = read(Topics.GEOTAGS).getFirst();
    GeoTag geotag = GeoTag.parseFrom(record.value);
    assertThat(new String(record.key, UTF_8)).isEqualTo("vehicle-1");
    assertThat(geotag.getRef()).isEqualTo(P1);
    assertThat(geotag.getConfidence()).isEqualTo(.75);
    assertThat(geotag.getTimingsList())
        .extracting(StageTiming::getStage)
        .containsExactly("ase-halting", "matching");
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aRejectedPanoramaBecomesADeadLetterKeyedByItsId() throws Exception {
    send(rejectedTopic, rejected(P1));

    var record = read(Topics.DEAD_LETTERS).getFirst();
    assertThat(new String(record.key, UTF_8)).isEqualTo("p1");
    assertThat(DeadLetter.parseFrom(record.value).getReason()).isEqualTo("undecodable-image");
    assertThat(geotags()).isEmpty();
  }

  @Test
  void aPanoramaDeliveredAgainHasNoSecondOutcome() throws Exception {
    send(haltedTopic, halted(P1));
    send(haltedTopic, halted(P1).toBuilder().setConfidences(1, -.26f).build());
    send(haltedTopic, halted(P1));

    assertThat(geotags()).hasSize(1).extracting(GeoTag::getConfidence).containsExactly(.75);
    assertThat(registry.get("crossview.duplicate.outcomes").tag("kind", "geotag").counter().count())
        .isEqualTo(2);
  }

  @Test
  void ofARejectionAndAnAnswerTheOneThatComesFirstCounts() throws Exception {
    send(rejectedTopic, rejected(P1));
    send(haltedTopic, halted(P1));
    assertThat(geotags()).isEmpty();
    assertThat(deadLetters()).hasSize(1);

    PanoramaRef other = panorama("p2");
    send(haltedTopic, halted(other));
    send(rejectedTopic, rejected(other));
    assertThat(geotags()).hasSize(1);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aReplayWithARaisedAttemptHasAnOutcomeOfItsOwn() throws Exception {
    PanoramaRef again = P1.toBuilder().setAttempt(1).build();
    send(rejectedTopic, rejected(P1));
    send(haltedTopic, halted(again));
    send(haltedTopic, halted(again));

    assertThat(deadLetters()).extracting(DeadLetter::getPanorama).containsExactly(P1);
    assertThat(geotags()).extracting(GeoTag::getRef).containsExactly(again);
  }

  @Test
  void twoVehiclesThatChoseTheSameIdAreTwoPanoramas() throws Exception {
    send(haltedTopic, halted(P1));
    send(haltedTopic, halted(P1.toBuilder().setVehicleId("vehicle-2").build()));

    assertThat(geotags()).hasSize(2);
  }

  @Test
  void recordsWithoutAnIdAreToldApartByWhereTheyWereRead() throws Exception {
    send(rejectedTopic, unreadable(7));
    send(rejectedTopic, unreadable(8));
    send(rejectedTopic, unreadable(7));
    PanoramaRef withoutId = PanoramaRef.newBuilder().setVehicleId("vehicle-1").build();
    send(rejectedTopic, unreadable(9).toBuilder().setRef(withoutId).build());
    send(rejectedTopic, unreadable(10).toBuilder().setRef(withoutId).build());

    assertThat(deadLetters())
        .extracting(letter -> letter.getOrigin().getOffset())
        .containsExactly(7L, 8L, 9L, 10L);
  }

  @Test
  void bytesThatAreNoMessageBecomeDeadLettersWithThoseBytesAndNeighboursTheirGeotags()
      throws Exception {
    byte[] garbage = {(byte) 0xff, 5, 6};
    haltedTopic.pipeInput("vehicle-9".getBytes(UTF_8), garbage);
    rejectedTopic.pipeInput(null, garbage);
    haltedTopic.pipeInput(new byte[0], new byte[0]);
    send(haltedTopic, halted(P1));

    List<DeadLetter> letters = deadLetters();
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactly("unreadable-message", "unreadable-message", "invalid-field");
    assertThat(letters).extracting(DeadLetter::getStage).containsOnly("matching");
    assertThat(letters.getFirst().getOriginal().toByteArray()).isEqualTo(garbage);
    assertThat(letters)
        .extracting(DeadLetter::getOrigin)
        .containsExactly(
            origin(Topics.PANORAMAS_HALTED, 0),
            origin(Topics.PANORAMAS_REJECTED, 0),
            origin(Topics.PANORAMAS_HALTED, 1));
    assertThat(geotags()).hasSize(1);
  }

  @Test
  void aGeotagThatTheTopicWouldRefuseIsADeadLetterAndDoesNotComeBackForEver() throws Exception {
    PanoramaHalted halted = halted(P1);
    send(haltedTopic, halted.toBuilder().setModelVersion("x".repeat(MAX_GEOTAG)).build());

    assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly("invalid-field");
    assertThat(geotags()).isEmpty();
  }

  @Test
  void aRecordWithoutAValueIsAnOutcomeToo() throws Exception {
    haltedTopic.pipeInput("vehicle-1".getBytes(UTF_8), (byte[]) null);
    rejectedTopic.pipeInput("vehicle-1".getBytes(UTF_8), (byte[]) null);

    assertThat(deadLetters()).hasSize(2);
  }

  @Test
  void aPanoramaPastItsDeadlineIsADeadLetter() throws Exception {
    send(haltedTopic, halted(P1.toBuilder().setDeadlineUs(1).build()));

    assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly("expired");
    assertThat(geotags()).isEmpty();
  }

  @Test
  void anOutcomeIsRememberedForTheWholeRetentionAndForgottenAfterIt() throws Exception {
    send(haltedTopic, halted(P1));
    assertThat(geotags()).hasSize(1);

    driver.advanceWallClockTime(RETENTION.minusSeconds(1));
    send(haltedTopic, halted(P1));
    assertThat(geotags()).isEmpty();

    driver.advanceWallClockTime(Duration.ofSeconds(2));
    send(haltedTopic, halted(P1));
    assertThat(geotags()).hasSize(1);
  }

  @Test
  void theTimeThatARecordClaimsNeitherForgetsNorRefusesAnything() throws Exception {
    haltedTopic.pipeInput(
        new TestRecord<>(null, halted(P1).toByteArray(), new RecordHeaders(), 0L));
    haltedTopic.pipeInput(
        new TestRecord<>(
            null, halted(panorama("p2")).toByteArray(), new RecordHeaders(), 4_000_000_000_000L));
    send(haltedTopic, halted(P1));
    send(haltedTopic, halted(panorama("p2")));

    assertThat(geotags()).hasSize(2);
  }

  @Test
  void aReasonMadeUpBySomeoneIsNoLabelOfAMetric() throws Exception {
    send(rejectedTopic, rejected(P1).toBuilder().setReason("because-7f3a").build());

    assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly("because-7f3a");
    assertThat(registry.get("crossview.dead.letters").tag("reason", "other").counter().count())
        .isEqualTo(1);
  }

  private static Origin origin(String topic, long offset) {
    return Origin.newBuilder().setTopic(topic).setPartition(0).setOffset(offset).build();
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void send(TestInputTopic<byte[], byte[]> topic, MessageLite message) {
    topic.pipeInput("vehicle-1".getBytes(UTF_8), message.toByteArray());
  }

  private List<GeoTag> geotags() throws InvalidProtocolBufferException {
    List<GeoTag> messages = new ArrayList<>();
    for (var record : read(Topics.GEOTAGS)) {
      messages.add(GeoTag.parseFrom(record.value));
    }
    return messages;
  }

  private List<DeadLetter> deadLetters() throws InvalidProtocolBufferException {
    List<DeadLetter> messages = new ArrayList<>();
    for (var record : read(Topics.DEAD_LETTERS)) {
      messages.add(DeadLetter.parseFrom(record.value));
    }
    return messages;
  }

  private List<KeyValue<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList();
  }
}
