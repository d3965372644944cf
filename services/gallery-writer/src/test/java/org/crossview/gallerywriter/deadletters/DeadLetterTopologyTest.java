package org.crossview.gallerywriter.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRef;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterTopologyTest {
  private static final byte[] KEY = "a".getBytes(StandardCharsets.UTF_8);

  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          DeadLetterTopology.build(
              Duration.ofHours(24),
              new StageMetrics(new SimpleMeterRegistry(), "gallery-writer"),
              Clock.systemUTC()),
          new Properties(),
          Instant.EPOCH);
  private final TestInputTopic<byte[], byte[]> rejected =
      driver.createInputTopic(
          Topics.TILES_REJECTED, new ByteArraySerializer(), new ByteArraySerializer());
  private final TestOutputTopic<byte[], byte[]> letters =
      driver.createOutputTopic(
          Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aRejectionBecomesADeadLetterThatSaysTheSame() throws InvalidProtocolBufferException {
    TileRejected rejection = rejection(7).build();
    rejected.pipeInput(KEY, rejection.toByteArray());

    var record = letters.readRecord();
    DeadLetter letter = DeadLetter.parseFrom(record.value());
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(letter.getTile()).isEqualTo(rejection.getRef());
    assertThat(letter.hasPanorama()).isFalse();
    assertThat(letter.getStage()).isEqualTo("embedding");
    assertThat(letter.getReason()).isEqualTo("undecodable-image");
    assertThat(letter.getDetail()).isEqualTo("no picture");
    assertThat(letter.getOrigin()).isEqualTo(rejection.getOrigin());
    assertThat(letter.getOriginal()).isEqualTo(rejection.getOriginal());
    assertThat(letter.getRejectedAtUs()).isEqualTo(42);
    assertThat(letter.getTimingsList()).isEqualTo(rejection.getTimingsList());
  }

  @Test
  void aRecordThatIsRejectedTwiceHasOneDeadLetter() {
    rejected.pipeInput(KEY, rejection(7).build().toByteArray());
    rejected.pipeInput(KEY, rejection(7).setDetail("again").build().toByteArray());
    rejected.pipeInput(KEY, rejection(8).build().toByteArray());
    assertThat(letters.readRecordsToList()).hasSize(2);
  }

  @Test
  void rejectionsThatDoNotSayWhereTheyCameFromHaveADeadLetterEach() {
    rejected.pipeInput(KEY, rejection(7).clearOrigin().build().toByteArray());
    rejected.pipeInput(KEY, rejection(7).clearOrigin().build().toByteArray());
    assertThat(letters.readRecordsToList()).hasSize(2);
  }

  @Test
  void aDayLaterItCountsAsNew() {
    rejected.pipeInput(KEY, rejection(7).build().toByteArray());
    driver.advanceWallClockTime(Duration.ofHours(25));
    rejected.pipeInput(KEY, rejection(7).build().toByteArray());
    assertThat(letters.readRecordsToList()).hasSize(2);
  }

  @Test
  void aRejectionThatCannotBeReadIsADeadLetterItself() throws InvalidProtocolBufferException {
    byte[] garbage = {-1, -1, -1};
    rejected.pipeInput(KEY, garbage);
    DeadLetter letter = DeadLetter.parseFrom(letters.readValue());
    assertThat(letter.getStage()).isEqualTo("gallery-writer");
    assertThat(letter.getReason()).isEqualTo("unreadable-message");
    assertThat(letter.getOriginal().toByteArray()).isEqualTo(garbage);
    assertThat(letter.getOrigin().getTopic()).isEqualTo(Topics.TILES_REJECTED);
  }

  @Test
  void whatWouldNotFitGoesWithoutItsBytesAndSaysSo() throws InvalidProtocolBufferException {
    rejected.pipeInput(
        KEY,
        rejection(7).setOriginal(ByteString.copyFrom(new byte[9 << 20])).build().toByteArray());
    DeadLetter letter = DeadLetter.parseFrom(letters.readValue());
    assertThat(letter.getOriginal()).isEmpty();
    assertThat(letter.getDetail()).contains("no picture").contains("tiles.imported/1@7");
  }

  private static TileRejected.Builder rejection(long offset) {
    return TileRejected.newBuilder()
        .setRef(TileRef.newBuilder().setId("a"))
        .setStage("embedding")
        .setReason("undecodable-image")
        .setDetail("no picture")
        .setOrigin(Origin.newBuilder().setTopic("tiles.imported").setPartition(1).setOffset(offset))
        .setOriginal(ByteString.copyFromUtf8("not a picture"))
        .addTimings(StageTiming.newBuilder().setStage("embedding").setSentAtUs(42));
  }
}
