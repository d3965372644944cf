package org.crossview.stage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.batch.RunningStage.await;
import static org.crossview.stage.batch.RunningStage.sendPanorama;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.assertj.core.groups.Tuple;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.BrokerProbe;
import org.crossview.stage.kafka.MessageSizes;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stage on a real broker when something around it, or in it, fails. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchStageFaultsIT {
  @RegisterExtension static final StagesOnBroker broker = new StagesOnBroker();

  @Test
  void whileADependencyIsDownNothingIsConsumedAndTheStageSaysSo() throws Exception {
    AtomicBoolean down = new AtomicBoolean(true);
    BatchFunction<PanoramaPrepared> dependent =
        items -> {
          if (down.get()) {
            throw new DependencyUnavailableException("redis", "connection refused", null);
          }
          return RunningStage.handOnPanoramas(items);
        };
    try (RunningStage stage = broker.start(dependent);
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < 20; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
      }
      producer.flush();
      await(
          "the stage reports redis",
          () -> "connection refused".equals(stage.readiness.conditions().get("redis")));
      StagesOnBroker.sleep(500);
      assertThat(stage.readiness.isReady()).isFalse();
      assertThat(broker.lag()).isEqualTo(20);
      assertThat(broker.outputs()).isEmpty();
      down.set(false);
      broker.awaitNoLag();
      await("ready again", stage.readiness::isReady);
    }
    assertThat(broker.outputs())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).mapToObj(broker::id).toList());
    assertThat(broker.rejections()).isEmpty();
  }

  @Test
  void aBrokerThatGoesAwayIsReportedAndNothingIsLost() throws Exception {
    try (RunningStage stage = broker.start(RunningStage::handOnPanoramas);
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      await("ready", stage.readiness::isReady);
      for (int i = 0; i < 20; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
      }
      producer.flush();
      broker.kafka().stop();
      await(
          "the stage reports its broker",
          () -> !"ok".equals(stage.readiness.conditions().get(BrokerProbe.BROKER)));
      broker.kafka().startAgain();
      await("ready again", stage.readiness::isReady);
      for (int i = 20; i < 40; i++) {
        sendPanorama(producer, i, broker.prefix() + i);
      }
      producer.flush();
      broker.awaitNoLag();
      assertThat(stage.liveness.failure()).isEmpty();
    }
    assertThat(Set.copyOf(broker.outputs()))
        .isEqualTo(Set.copyOf(IntStream.range(0, 40).mapToObj(broker::id).toList()));
  }

  @Test
  void aResultThatIsTooLargeIsRejectedAndTheStageGoesOn() throws Exception {
    BatchFunction<PanoramaPrepared> swelling =
        items ->
            items.stream()
                .map(
                    item ->
                        switch (StagesOnBroker.idOf(item).substring(broker.prefix().length())) {
                          // The producer refuses the one, the broker's topic the other.
                          case "1" -> large(item, MessageSizes.MAX_REJECTION_BYTES + 1);
                          case "3" -> large(item, MessageSizes.MAX_MESSAGE_BYTES + 100_000);
                          default -> RunningStage.handOnPanoramas(List.of(item)).getFirst();
                        })
                .toList();
    try (RunningStage stage = broker.start(swelling);
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < 6; i++) {
        sendPanorama(producer, 0, broker.prefix() + i);
      }
      producer.flush();
      broker.awaitNoLag();
      await("ready again", stage.readiness::isReady);
    }
    assertThat(broker.outputs())
        .containsExactlyInAnyOrder(broker.id(0), broker.id(2), broker.id(4), broker.id(5));
    assertThat(broker.rejections())
        .extracting(r -> r.getRef().getId(), PanoramaRejected::getReason)
        .containsExactlyInAnyOrder(
            Tuple.tuple(broker.id(1), "internal-error"),
            Tuple.tuple(broker.id(3), "internal-error"));
    assertThat(broker.rejections()).allMatch(r -> !r.getOriginal().isEmpty());
  }

  private static ItemResult large(Item<PanoramaPrepared> item, int bytes) {
    return ItemResult.forward(
        new Outgoing(
            Topics.PANORAMAS_EMBEDDED,
            null,
            item.message().toBuilder()
                .setBgr(ByteString.copyFrom(new byte[bytes]))
                .build()
                .toByteArray()));
  }

  @Test
  void aProcessThatIsBeyondHelpSaysSo() throws Exception {
    BatchFunction<PanoramaPrepared> exhausted =
        items -> {
          throw new OutOfMemoryError("planted");
        };
    try (RunningStage stage = broker.start(exhausted);
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      sendPanorama(producer, 0, broker.prefix() + 0);
      producer.flush();
      await("liveness fails", () -> stage.liveness.failure().isPresent());
      assertThat(stage.liveness.failure().orElseThrow()).contains("planted");
      await("not ready", () -> !stage.readiness.isReady());
    }
    assertThat(broker.lag()).isEqualTo(1);
  }
}
