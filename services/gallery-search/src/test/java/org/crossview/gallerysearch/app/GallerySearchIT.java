package org.crossview.gallerysearch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.crossview.gallery.Shards;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.TileChange;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage against a real broker and a real redis-server. */
class GallerySearchIT {
  private static final LatLon TOWN = new LatLon(48.137, 11.575);
  @TempDir private static Path folder;
  private static SearchBench bench;
  private static SearchTraffic traffic;

  private SearchBench.Running running;

  @BeforeAll
  static void startBench() throws Exception {
    bench = new SearchBench(folder);
    traffic = new SearchTraffic(bench);
  }

  @AfterAll
  static void stopBench() {
    bench.close();
  }

  @BeforeEach
  void emptyRedis() {
    bench.redisServer.stop();
    bench.redisServer.startAgain();
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void everyStepIsAnsweredWithTheNearestTiles() throws Exception {
    Manifest manifest = bench.fill(tiles(40, "a"));
    running = start(Shards.ONE);
    List<String> sent = traffic.send(20);

    Map<String, PanoramaSearched> answers = traffic.answers(sent);

    for (String id : sent) {
      PanoramaSearched answer = answers.get(id);
      assertThat(answer.getRef().getVehicleId()).isEqualTo("vehicle");
      assertThat(answer.getModelVersion()).isEqualTo(bench.model.version());
      assertThat(answer.getShard()).isZero();
      assertThat(answer.getShards()).isEqualTo(1);
      assertThat(answer.getGalleryEpoch()).isEqualTo(manifest.epoch());
      assertThat(answer.getTimingsList()).hasSize(1);
      assertThat(answer.getStepsCount()).isEqualTo(SearchBench.STEPS);
      for (int step = 0; step < SearchBench.STEPS; step++) {
        List<Candidate> found = answer.getSteps(step).getCandidatesList();
        assertThat(SearchTraffic.ids(found)).isEqualTo(PlainSearch.nearest(id, step, 40, "a"));
        assertThat((double) found.getFirst().getDistance())
            .isCloseTo(
                PlainSearch.distance(id, found.getFirst().getTile().getId(), step), within(1e-5));
      }
    }
    assertThat(running.registry().get("crossview.gallery.tiles").gauge().value()).isEqualTo(40);
    assertThat(running.registry().get("crossview.search.duration").timer().count()).isPositive();
  }

  @Test
  void untilTheGalleryIsWholeNothingIsConsumedAndTheStageIsNotReady() throws Exception {
    List<TileChange.Write> tiles = tiles(10, "half");
    String generation = bench.store.startOver(0, List.of()).generation();
    bench.store.endRefill(generation);
    bench.store.apply(generation, List.copyOf(tiles.subList(0, 5)), Map.of());
    long before = bench.committed(Shards.ONE);
    running = bench.start(Shards.ONE);
    List<String> sent = traffic.send(5);

    SearchBench.await("it says why", () -> condition("gallery").contains("5 of 10 tiles written"));
    Thread.sleep(1_000);
    assertThat(running.readiness().isReady()).isFalse();
    assertThat(bench.committed(Shards.ONE)).isEqualTo(before);
    assertThat(traffic.searched().keySet()).doesNotContainAnyElementsOf(sent);

    bench.store.apply(generation, List.copyOf(tiles.subList(5, 10)), Map.of());
    bench.store.completeIfWhole(generation);

    Map<String, PanoramaSearched> answers = traffic.answers(sent);
    assertThat(SearchTraffic.ids(answers.get(sent.getFirst()).getSteps(0).getCandidatesList()))
        .isEqualTo(PlainSearch.nearest(sent.getFirst(), 0, 10, "half"));
    SearchBench.await("ready", running.readiness()::isReady);
  }

  @Test
  void whileANewImportIsBuiltTheOldEpochIsServedAndThenTheNewOne() throws Exception {
    Manifest first = bench.fill(tiles(10, "old"));
    running = start(Shards.ONE);

    TileChange.Write added = bench.tile("new-0", "c1", TOWN, "second", 2);
    bench.store.apply(first.generation(), List.of(added), Map.of());
    Thread.sleep(400);
    List<String> during = traffic.send(3);
    assertThat(traffic.answers(during).values())
        .allMatch(answer -> answer.getGalleryEpoch() == first.epoch());
    assertThat(running.readiness().isReady()).isTrue();

    bench.store.apply(
        first.generation(), List.of(bench.tile("new-1", "c1", TOWN, "second", 2)), Map.of());
    Manifest second = bench.store.completeIfWhole(first.generation());
    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    SearchBench.await(
        "the new epoch is loaded",
        () -> running.registry().get("crossview.gallery.epoch").gauge().value() == second.epoch());
    List<String> after = traffic.send(3);
    assertThat(traffic.answers(after).values())
        .allMatch(answer -> answer.getGalleryEpoch() == second.epoch());
    assertThat(running.registry().get("crossview.gallery.tiles").gauge().value()).isEqualTo(12);
  }

  @Test
  void anEmptiedRedisStopsTheStageUntilItIsWholeAgain() throws Exception {
    bench.fill(tiles(10, "before"));
    running = start(Shards.ONE);
    traffic.answers(traffic.send(2));

    bench.redisServer.stop();
    SearchBench.await("it notices", () -> condition("gallery").contains("cannot be used"));
    bench.redisServer.startAgain();
    SearchBench.await("it sees nothing", () -> condition("gallery").contains("holds no gallery"));
    long before = bench.committed(Shards.ONE);
    List<String> sent = traffic.send(3);
    Thread.sleep(1_000);
    assertThat(bench.committed(Shards.ONE)).isEqualTo(before);
    assertThat(traffic.searched().keySet()).doesNotContainAnyElementsOf(sent);

    bench.fill(tiles(7, "after"));
    Map<String, PanoramaSearched> answers = traffic.answers(sent);
    for (String id : sent) {
      assertThat(SearchTraffic.ids(answers.get(id).getSteps(2).getCandidatesList()))
          .isEqualTo(PlainSearch.nearest(id, 2, 7, "after"));
    }
  }

  @Test
  void aRedisThatWasAwayForAMomentStopsTheStageOnlyForThatMoment() throws Exception {
    Manifest manifest = bench.fill(tiles(10, "kept"));
    running = start(Shards.ONE);
    bench.redisServer.stop();
    SearchBench.await("it notices", () -> !running.readiness().isReady());
    List<String> sent = traffic.send(2);
    bench.redisServer.startAgain();
    bench.fill(tiles(10, "kept"));
    assertThat(traffic.answers(sent).values())
        .allMatch(answer -> answer.getGalleryEpoch() == manifest.epoch());
  }

  @Test
  void aPriorLeavesOnlyTheTilesInItsCircleAndPerhapsNone() throws Exception {
    List<TileChange.Write> tiles = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      LatLon centre = Geodesy.offset(TOWN, 100 * i, 0);
      tiles.add(bench.tile("east-" + i, "c" + i % 3, centre, "east", 20));
    }
    bench.fill(tiles);
    running = start(Shards.ONE);
    String near = traffic.name();
    String nowhere = traffic.name();
    traffic.send(
        traffic
            .panorama(near)
            .setRef(SearchTraffic.ref(near).setPrior(SearchTraffic.prior(TOWN, 250)))
            .build());
    traffic.send(
        traffic
            .panorama(nowhere)
            .setRef(
                SearchTraffic.ref(nowhere)
                    .setPrior(SearchTraffic.prior(Geodesy.offset(TOWN, 0, 5_000), 250)))
            .build());

    Map<String, PanoramaSearched> answers = traffic.answers(List.of(near, nowhere));
    assertThat(answers.get(near).getStepsList())
        .allSatisfy(
            step ->
                assertThat(SearchTraffic.ids(step.getCandidatesList()))
                    .containsExactlyInAnyOrder("east-0", "east-1", "east-2"));
    assertThat(answers.get(nowhere).getStepsList())
        .hasSize(SearchBench.STEPS)
        .allMatch(step -> step.getCandidatesCount() == 0);
  }

  @Test
  void whatIsBadInABatchIsRejectedAloneAndItsNeighboursAreAnswered() throws Exception {
    bench.fill(tiles(10, "any"));
    running = start(Shards.ONE);
    String other = traffic.name();
    String shorter = traffic.name();
    String fewer = traffic.name();
    String notFinite = traffic.name();
    String good = traffic.name();
    StepDescriptor tooShort =
        StepDescriptor.newBuilder()
            .setLength(4)
            .setFloat16Le(ByteString.copyFrom(new byte[8]))
            .build();
    float[] nan = SearchBench.descriptor("x", 0);
    byte[] bytes = Float16.encode(nan);
    bytes[1] = 0x7e;
    traffic.send(traffic.panorama(other).setModelVersion("ba9876543210").build());
    traffic.send(traffic.panorama(shorter).setSteps(1, tooShort).build());
    traffic.send(traffic.panorama(fewer).removeSteps(2).build());
    traffic.send(
        traffic
            .panorama(notFinite)
            .setSteps(
                0,
                StepDescriptor.newBuilder()
                    .setLength(SearchBench.LENGTH)
                    .setFloat16Le(ByteString.copyFrom(bytes)))
            .build());
    bench.send(Topics.PANORAMAS_EMBEDDED, "vehicle", new byte[] {-1, -1, -1});
    traffic.send(traffic.panorama(good).build());

    traffic.answers(List.of(good));
    SearchBench.await("five rejections", () -> traffic.rejected().size() >= 5);
    List<PanoramaRejected> rejected = traffic.rejected();
    Map<String, String> reasons = new TreeMap<>();
    rejected.forEach(r -> reasons.put(r.getRef().getId(), r.getReason()));
    assertThat(rejected).hasSize(5).allMatch(r -> r.getStage().equals("gallery-search"));
    assertThat(reasons)
        .containsEntry(other, "model-version-mismatch")
        .containsEntry(shorter, "invalid-field")
        .containsEntry(fewer, "invalid-field")
        .containsEntry(notFinite, "invalid-field")
        .containsEntry("", "unreadable-message");
    assertThat(rejected.stream().filter(r -> r.getRef().getId().equals(other)).findFirst())
        .get()
        .satisfies(
            r ->
                assertThat(r.getOriginal())
                    .isEqualTo(
                        traffic
                            .panorama(other)
                            .setModelVersion("ba9876543210")
                            .build()
                            .toByteString()));
    assertThat(traffic.searched().keySet()).doesNotContain(other, shorter, fewer, notFinite);
  }

  @Test
  void threeShardsTogetherGiveTheAnswerOfOne() throws Exception {
    bench.fill(tiles(60, "split"));
    List<String> sent;
    try (SearchBench.Running zero = start(new Shards(0, 3));
        SearchBench.Running one = start(new Shards(1, 3));
        SearchBench.Running two = start(new Shards(2, 3))) {
      double tiles = 0;
      for (SearchBench.Running shard : List.of(zero, one, two)) {
        tiles += shard.registry().get("crossview.gallery.tiles").gauge().value();
      }
      assertThat(tiles).isEqualTo(60);
      sent = traffic.send(5);
      SearchBench.await(
          "three answers each",
          () ->
              traffic.ofShards(sent).values().stream().allMatch(l -> l.size() == 3)
                  && traffic.ofShards(sent).size() == 5);
    }
    for (Map.Entry<String, List<PanoramaSearched>> answers : traffic.ofShards(sent).entrySet()) {
      assertThat(answers.getValue())
          .extracting(PanoramaSearched::getShard)
          .containsExactlyInAnyOrder(0, 1, 2);
      assertThat(answers.getValue()).extracting(PanoramaSearched::getShards).containsOnly(3);
      for (int step = 0; step < SearchBench.STEPS; step++) {
        int s = step;
        List<Candidate> merged =
            answers.getValue().stream()
                .flatMap(answer -> answer.getSteps(s).getCandidatesList().stream())
                .sorted(Comparator.comparing(Candidate::getDistance))
                .limit(5)
                .toList();
        assertThat(SearchTraffic.ids(merged))
            .isEqualTo(PlainSearch.nearest(answers.getKey(), step, 60, "split"));
      }
    }
  }

  private SearchBench.Running start(Shards shards) throws InterruptedException {
    SearchBench.Running started = bench.start(shards);
    SearchBench.await("ready: " + started.readiness().conditions(), started.readiness()::isReady);
    return started;
  }

  private String condition(String name) {
    return running.readiness().conditions().getOrDefault(name, "");
  }

  private static List<TileChange.Write> tiles(int number, String prefix) {
    List<TileChange.Write> tiles = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      LatLon centre = Geodesy.offset(TOWN, 10 * i, 0);
      tiles.add(bench.tile(prefix + "-" + i, "cell" + i % 9, centre, prefix, number));
    }
    return tiles;
  }
}
