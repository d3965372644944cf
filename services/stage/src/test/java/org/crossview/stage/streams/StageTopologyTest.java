package org.crossview.stage.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.Samples.panorama;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageTopologyTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private int calls;
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          new StageTopology(new StageMetrics(registry, "test"), Clock.systemUTC())
              .input(MessageType.PANORAMA_PREPARED, () -> this::process, Topics.PANORAMAS_EMBEDDED)
              .build());
  private final TestInputTopic<byte[], byte[]> input =
      driver.createInputTopic(
          Topics.PANORAMAS_PREPARED, new ByteArraySerializer(), new ByteArraySerializer());
  private final TestOutputTopic<byte[], byte[]> output = output(Topics.PANORAMAS_EMBEDDED);
  private final TestOutputTopic<byte[], byte[]> rejected = output(Topics.PANORAMAS_REJECTED);

  private ItemResult process(org.crossview.stage.message.Item<PanoramaPrepared> item)
      throws UnusableInputException {
    calls++;
    String id = item.message().getRef().getId();
    return switch (id) {
      case "refused" ->
          throw new UnusableInputException(RejectionReason.NO_COVERAGE, "nothing there");
      case "bug" -> throw new IllegalStateException("planted");
      default ->
          ItemResult.forward(
              Outgoing.of(
                  Topics.PANORAMAS_EMBEDDED,
                  item.message().getRef().getVehicleId(),
                  item.message()));
    };
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void oneRecordInIsOneRecordOutWithItsTrace() {
    Headers headers = new RecordHeaders();
    headers.add(
        "traceparent",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            .getBytes(StandardCharsets.US_ASCII));
    byte[] message = panorama("p1").toByteArray();
    input.pipeInput(new TestRecord<>(bytes("vehicle-1"), message, headers, 5L));

    TestRecord<byte[], byte[]> out = output.readRecord();
    assertThat(out.getValue()).isEqualTo(message);
    assertThat(out.getKey()).isEqualTo(bytes("vehicle-1"));
    assertThat(out.getHeaders().headers("traceparent")).hasSize(1);
    assertThat(
            new String(
                out.getHeaders().lastHeader("traceparent").value(), StandardCharsets.US_ASCII))
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    assertThat(rejected.isEmpty()).isTrue();
  }

  @Test
  void whatCannotBeProcessedIsRejectedAndTheStreamGoesOn() throws InvalidProtocolBufferException {
    input.pipeInput(bytes("v"), new byte[] {-1, -1});
    input.pipeInput(bytes("v"), panorama("refused").toByteArray());
    input.pipeInput(bytes("v"), panorama("bug").toByteArray());
    input.pipeInput(bytes("v"), (byte[]) null);
    input.pipeInput(bytes("v"), panorama("fine").toByteArray());

    assertThat(output.readValuesToList()).hasSize(1);
    List<byte[]> rejections = rejected.readValuesToList();
    assertThat(rejections).hasSize(4);
    assertThat(PanoramaRejected.parseFrom(rejections.get(0)).getReason())
        .isEqualTo("unreadable-message");
    PanoramaRejected refused = PanoramaRejected.parseFrom(rejections.get(1));
    assertThat(refused.getReason()).isEqualTo("no-coverage");
    assertThat(refused.getOrigin().getOffset()).isEqualTo(1);
    assertThat(refused.getOriginal()).isEqualTo(panorama("refused").toByteString());
    PanoramaRejected bug = PanoramaRejected.parseFrom(rejections.get(2));
    assertThat(bug.getReason()).isEqualTo("internal-error");
    assertThat(bug.getDetail()).contains("Failed 3 times").contains("planted");
    assertThat(PanoramaRejected.parseFrom(rejections.get(3)).getReason())
        .isEqualTo("unreadable-message");
    assertThat(calls).isEqualTo(1 + 3 + 1);
  }

  @Test
  void aRecordTooLargeForItsRejectionIsRejectedWithoutItsBytes()
      throws InvalidProtocolBufferException {
    input.pipeInput(bytes("v"), new byte[MessageSizes.MAX_REJECTION_BYTES]);
    input.pipeInput(bytes("v"), panorama("fine").toByteArray());

    PanoramaRejected large = PanoramaRejected.parseFrom(rejected.readValue());
    assertThat(large.getOriginal().isEmpty()).isTrue();
    assertThat(large.getOrigin().getOffset()).isZero();
    assertThat(output.readValuesToList()).hasSize(1);
  }

  @Test
  void whatCameInAndWhatBecameOfItIsCounted() {
    input.pipeInput(bytes("v"), panorama("fine").toByteArray());
    input.pipeInput(bytes("v"), panorama("refused").toByteArray());
    assertThat(registry.get("crossview.records.received").counter().count()).isEqualTo(2);
    assertThat(
            registry
                .get("crossview.records.sent")
                .tag("topic", "panoramas.embedded")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("crossview.records.rejected")
                .tag("reason", "no-coverage")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
