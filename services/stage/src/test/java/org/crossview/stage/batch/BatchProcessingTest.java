package org.crossview.stage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.crossview.stage.Samples.incoming;
import static org.crossview.stage.Samples.panorama;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.metrics.StageMetrics;
import org.junit.jupiter.api.Test;

class BatchProcessingTest {
  private final List<List<String>> calls = new ArrayList<>();

  @Test
  void everyRecordHasItsOwnResultInOrder() throws DependencyUnavailableException {
    List<ItemResult> results = process(this::echo, record(0, "a"), record(1, "b"));
    assertThat(results).extracting(BatchProcessingTest::text).containsExactly("a", "b");
    assertThat(calls).containsExactly(List.of("a", "b"));
  }

  @Test
  void anUnreadableRecordInTheMiddleIsRejectedAndNeverReachesTheFunction()
      throws DependencyUnavailableException {
    Incoming garbage = incoming("panoramas.prepared", 1, new byte[] {-1, -1});
    List<ItemResult> results = process(this::echo, record(0, "a"), garbage, record(2, "c"));
    assertThat(results)
        .extracting(BatchProcessingTest::text)
        .containsExactly("a", "unreadable-message", "c");
    assertThat(calls).containsExactly(List.of("a", "c"));
  }

  @Test
  void aBatchOfUnreadableRecordsIsRejectedWithoutTheFunction()
      throws DependencyUnavailableException {
    Incoming garbage = incoming("panoramas.prepared", 1, new byte[] {-1, -1});
    assertThat(process(this::echo, garbage, garbage))
        .extracting(BatchProcessingTest::text)
        .containsExactly("unreadable-message", "unreadable-message");
    assertThat(calls).isEmpty();
  }

  @Test
  void theFunctionHearsOfUnreadableRecordsAfterItHasHadTheOthers()
      throws DependencyUnavailableException {
    BatchFunction<PanoramaPrepared> noting =
        new BatchFunction<>() {
          @Override
          public List<ItemResult> process(List<Item<PanoramaPrepared>> items) {
            return echo(items);
          }

          @Override
          public void skipped(List<Incoming> unreadable) {
            calls.add(unreadable.stream().map(record -> "skipped " + record.offset()).toList());
          }
        };
    process(noting, unreadable(0), record(1, "b"), unreadable(2));
    process(noting, record(3, "d"));
    assertThat(calls)
        .containsExactly(List.of("b"), List.of("skipped 0", "skipped 2"), List.of("d"));
  }

  @Test
  void whenTheBatchFailsAsAWholeOnlyTheGuiltyItemIsRejected()
      throws DependencyUnavailableException {
    List<ItemResult> results =
        process(failingOn("b"), record(0, "a"), record(1, "b"), record(2, "c"));
    assertThat(results)
        .extracting(BatchProcessingTest::text)
        .containsExactly("a", "internal-error", "c");
    assertThat(calls)
        .containsExactly(
            List.of("a", "b", "c"),
            List.of("a"),
            List.of("b"),
            List.of("b"),
            List.of("b"),
            List.of("c"));
    assertThat(((ItemResult.Reject) results.get(1)).detail())
        .contains("Failed 3 times")
        .contains("planted");
  }

  @Test
  void aFailureThatPassesLeavesNoTrace() throws DependencyUnavailableException {
    BatchFunction<PanoramaPrepared> twice =
        items -> {
          List<ItemResult> results = echo(items);
          if (calls.size() < 3) {
            throw new IllegalStateException("planted");
          }
          return results;
        };
    assertThat(process(twice, record(0, "a")))
        .extracting(BatchProcessingTest::text)
        .containsExactly("a");
    assertThat(calls).hasSize(3);
  }

  @Test
  void aFunctionThatForgetsAnItemIsABugOfTheFunctionAndLosesNothing()
      throws DependencyUnavailableException {
    BatchFunction<PanoramaPrepared> forgetful =
        items -> items.size() > 1 ? echo(items).subList(1, items.size()) : echo(items);
    assertThat(process(forgetful, record(0, "a"), record(1, "b")))
        .extracting(BatchProcessingTest::text)
        .containsExactly("a", "b");
  }

  @Test
  void anUnavailableDependencyIsNobodysFault() {
    DependencyUnavailableException down =
        new DependencyUnavailableException("redis", "refused", null);
    assertThatThrownBy(
            () ->
                process(
                    items -> {
                      throw down;
                    },
                    record(0, "a"),
                    record(1, "b")))
        .isSameAs(down);
  }

  @Test
  void aRemovalReachesOnlyAnInputThatAllowsIt() throws DependencyUnavailableException {
    Incoming removal = incoming("panoramas.prepared", 0, null);
    assertThat(process(this::echo, removal))
        .extracting(BatchProcessingTest::text)
        .containsExactly("unreadable-message");
    BatchInput<PanoramaPrepared> allowing =
        new BatchInput<>(
            MessageType.PANORAMA_PREPARED,
            items ->
                items.stream()
                    .map(item -> item.message() == null ? ItemResult.done() : null)
                    .toList(),
            true);
    assertThat(processing(allowing).process(List.of(removal))).containsExactly(ItemResult.done());
  }

  private List<ItemResult> echo(List<Item<PanoramaPrepared>> items) {
    calls.add(items.stream().map(item -> item.message().getRef().getId()).toList());
    return items.stream()
        .map(
            item ->
                ItemResult.forward(
                    Outgoing.of("out", item.message().getRef().getId(), item.message())))
        .toList();
  }

  private BatchFunction<PanoramaPrepared> failingOn(String id) {
    return items -> {
      List<ItemResult> results = echo(items);
      if (items.stream().anyMatch(item -> item.message().getRef().getId().equals(id))) {
        throw new IllegalStateException("planted");
      }
      return results;
    };
  }

  private static Incoming unreadable(long offset) {
    return incoming("panoramas.prepared", offset, new byte[] {-1, -1});
  }

  private static Incoming record(long offset, String id) {
    return incoming("panoramas.prepared", offset, panorama(id).toByteArray());
  }

  private static List<ItemResult> process(
      BatchFunction<PanoramaPrepared> function, Incoming... records)
      throws DependencyUnavailableException {
    return processing(new BatchInput<>(MessageType.PANORAMA_PREPARED, function))
        .process(Stream.of(records).toList());
  }

  private static BatchProcessing<PanoramaPrepared> processing(BatchInput<PanoramaPrepared> input) {
    return new BatchProcessing<>(input, 3, new StageMetrics(new SimpleMeterRegistry(), "test"));
  }

  private static String text(ItemResult result) {
    return switch (result) {
      case ItemResult.Forward forward ->
          new String(forward.records().getFirst().key(), java.nio.charset.StandardCharsets.UTF_8);
      case ItemResult.Reject reject -> reject.reason().code();
    };
  }
}
