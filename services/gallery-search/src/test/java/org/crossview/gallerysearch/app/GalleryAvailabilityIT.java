package org.crossview.gallerysearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crossview.gallery.Shards;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.TileChange;
import org.crossview.proto.v1.PanoramaSearched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the stage does while its gallery is not whole, or Redis is away. */
class GalleryAvailabilityIT {
  @TempDir private static Path folder;

  @RegisterExtension static final SearchFixture search = new SearchFixture(() -> folder);

  @Test
  void untilTheGalleryIsWholeNothingIsConsumedAndTheStageIsNotReady() throws Exception {
    List<TileChange.Write> tiles = search.tiles(10, "half");
    String generation = search.bench().store.startOver(0, List.of()).generation();
    search.bench().store.endRefill(generation);
    search.bench().store.apply(generation, List.copyOf(tiles.subList(0, 5)), Map.of());
    long before = search.bench().committed(Shards.ONE);
    SearchBench.Running running = search.begin(Shards.ONE);
    List<String> sent = search.traffic().send(5);

    SearchBench.await(
        "it says why",
        () -> {
          String why = running.galleryCondition();
          return why.contains("5 of 10 tiles written")
              && why.endsWith("; awaited: 5 of 10 of import half");
        });
    Thread.sleep(1_000);
    assertThat(running.readiness().isReady()).isFalse();
    assertThat(search.bench().committed(Shards.ONE)).isEqualTo(before);
    assertThat(search.traffic().searched().keySet()).doesNotContainAnyElementsOf(sent);

    search.bench().store.apply(generation, List.copyOf(tiles.subList(5, 10)), Map.of());
    search.bench().store.completeIfWhole(generation);

    Map<String, PanoramaSearched> answers = search.traffic().answers(sent);
    assertThat(SearchTraffic.ids(answers.get(sent.getFirst()).getSteps(0).getCandidatesList()))
        .isEqualTo(PlainSearch.nearest(sent.getFirst(), 0, 10, "half"));
    SearchBench.await("ready", running.readiness()::isReady);
  }

  @Test
  void whileANewImportIsBuiltTheOldEpochIsServedAndThenTheNewOne() throws Exception {
    Manifest first = search.bench().fill(search.tiles(10, "old"));
    SearchBench.Running running = search.start(Shards.ONE);

    TileChange.Write added = search.bench().tile("new-0", "c1", SearchFixture.TOWN, "second", 2);
    search.bench().store.apply(first.generation(), List.of(added), Map.of());
    running.awaitLook();
    List<String> during = search.traffic().send(3);
    assertThat(search.traffic().answers(during).values())
        .allMatch(answer -> answer.getGalleryEpoch() == first.epoch());
    assertThat(running.readiness().isReady()).isTrue();

    search
        .bench()
        .store
        .apply(
            first.generation(),
            List.of(search.bench().tile("new-1", "c1", SearchFixture.TOWN, "second", 2)),
            Map.of());
    Manifest second = search.bench().store.completeIfWhole(first.generation());
    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    SearchBench.await(
        "the new epoch is loaded",
        () -> running.registry().get("crossview.gallery.epoch").gauge().value() == second.epoch());
    List<String> after = search.traffic().send(3);
    assertThat(search.traffic().answers(after).values())
        .allMatch(answer -> answer.getGalleryEpoch() == second.epoch());
    assertThat(running.registry().get("crossview.gallery.tiles").gauge().value()).isEqualTo(12);
  }

  @Test
  void anEmptiedRedisStopsTheStageUntilItIsWholeAgain() throws Exception {
    search.bench().fill(search.tiles(10, "before"));
    SearchBench.Running running = search.start(Shards.ONE);
    search.traffic().answers(search.traffic().send(2));

    search.bench().redisServer.stop();
    SearchBench.await("it notices", () -> running.galleryCondition().contains("cannot be used"));
    search.bench().redisServer.startAgain();
    SearchBench.await(
        "it sees nothing", () -> running.galleryCondition().contains("holds no gallery"));
    long before = search.bench().committed(Shards.ONE);
    List<String> sent = search.traffic().send(3);
    Thread.sleep(1_000);
    assertThat(search.bench().committed(Shards.ONE)).isEqualTo(before);
    assertThat(search.traffic().searched().keySet()).doesNotContainAnyElementsOf(sent);

    search.bench().fill(search.tiles(7, "after"));
    Map<String, PanoramaSearched> answers = search.traffic().answers(sent);
    for (String id : sent) {
      assertThat(SearchTraffic.ids(answers.get(id).getSteps(2).getCandidatesList()))
          .isEqualTo(PlainSearch.nearest(id, 2, 7, "after"));
    }
  }

  @Test
  void aRedisThatWasAwayForAMomentStopsTheStageOnlyForThatMoment() throws Exception {
    Manifest manifest = search.bench().fill(search.tiles(10, "kept"));
    SearchBench.Running running = search.start(Shards.ONE);
    search.bench().redisServer.stop();
    SearchBench.await("it notices", () -> !running.readiness().isReady());
    List<String> sent = search.traffic().send(2);
    search.bench().redisServer.startAgain();
    search.bench().fill(search.tiles(10, "kept"));
    assertThat(search.traffic().answers(sent).values())
        .allMatch(answer -> answer.getGalleryEpoch() == manifest.epoch());
  }
}
