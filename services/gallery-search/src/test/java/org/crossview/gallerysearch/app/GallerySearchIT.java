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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the stage, against a real broker and a real redis-server. */
class GallerySearchIT {
  @TempDir private static Path folder;

  @RegisterExtension static final SearchFixture search = new SearchFixture(() -> folder);

  @Test
  void everyStepIsAnsweredWithTheNearestTiles() throws Exception {
    Manifest manifest = search.bench().fill(search.tiles(40, "a"));
    SearchBench.Running running = search.start(Shards.ONE);
    List<String> sent = search.traffic().send(20);

    Map<String, PanoramaSearched> answers = search.traffic().answers(sent);

    for (String id : sent) {
      PanoramaSearched answer = answers.get(id);
      assertThat(answer.getRef().getVehicleId()).isEqualTo("vehicle");
      assertThat(answer.getModelVersion()).isEqualTo(search.bench().model.version());
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
  void aPriorLeavesOnlyTheTilesInItsCircleAndPerhapsNone() throws Exception {
    List<TileChange.Write> tiles = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      LatLon centre = Geodesy.offset(SearchFixture.TOWN, 100 * i, 0);
      tiles.add(search.bench().tile("east-" + i, "c" + i % 3, centre, "east", 20));
    }
    search.bench().fill(tiles);
    search.start(Shards.ONE);
    String near = search.traffic().name();
    String nowhere = search.traffic().name();
    search
        .traffic()
        .send(
            search
                .traffic()
                .panorama(near)
                .setRef(
                    SearchTraffic.ref(near).setPrior(SearchTraffic.prior(SearchFixture.TOWN, 250)))
                .build());
    search
        .traffic()
        .send(
            search
                .traffic()
                .panorama(nowhere)
                .setRef(
                    SearchTraffic.ref(nowhere)
                        .setPrior(
                            SearchTraffic.prior(Geodesy.offset(SearchFixture.TOWN, 0, 5_000), 250)))
                .build());

    Map<String, PanoramaSearched> answers = search.traffic().answers(List.of(near, nowhere));
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
    search.bench().fill(search.tiles(10, "any"));
    search.start(Shards.ONE);
    String other = search.traffic().name();
    String shorter = search.traffic().name();
    String fewer = search.traffic().name();
    String notFinite = search.traffic().name();
    String good = search.traffic().name();
    StepDescriptor tooShort =
        StepDescriptor.newBuilder()
            .setLength(4)
            .setFloat16Le(ByteString.copyFrom(new byte[8]))
            .build();
    float[] nan = SearchBench.descriptor("x", 0);
    byte[] bytes = Float16.encode(nan);
    bytes[1] = 0x7e;
    search.traffic().send(search.traffic().panorama(other).setModelVersion("ba9876543210").build());
    search.traffic().send(search.traffic().panorama(shorter).setSteps(1, tooShort).build());
    search.traffic().send(search.traffic().panorama(fewer).removeSteps(2).build());
    search
        .traffic()
        .send(
            search
                .traffic()
                .panorama(notFinite)
                .setSteps(
                    0,
                    StepDescriptor.newBuilder()
                        .setLength(SearchBench.LENGTH)
                        .setFloat16Le(ByteString.copyFrom(bytes)))
                .build());
    search.bench().send(Topics.PANORAMAS_EMBEDDED, "vehicle", new byte[] {-1, -1, -1});
    search.traffic().send(search.traffic().panorama(good).build());

    search.traffic().answers(List.of(good));
    SearchBench.await("five rejections", () -> search.traffic().rejected().size() >= 5);
    List<PanoramaRejected> rejected = search.traffic().rejected();
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
                        search
                            .traffic()
                            .panorama(other)
                            .setModelVersion("ba9876543210")
                            .build()
                            .toByteString()));
    assertThat(search.traffic().searched().keySet())
        .doesNotContain(other, shorter, fewer, notFinite);
  }

  @Test
  void threeShardsTogetherGiveTheAnswerOfOne() throws Exception {
    search.bench().fill(search.tiles(60, "split"));
    double tiles = 0;
    for (int shard = 0; shard < 3; shard++) {
      SearchBench.Running started = search.start(new Shards(shard, 3));
      tiles += started.registry().get("crossview.gallery.tiles").gauge().value();
    }
    assertThat(tiles).isEqualTo(60);
    List<String> sent = search.traffic().send(5);
    SearchBench.await(
        "three answers each",
        () ->
            search.traffic().ofShards(sent).values().stream().allMatch(l -> l.size() == 3)
                && search.traffic().ofShards(sent).size() == 5);
    for (Map.Entry<String, List<PanoramaSearched>> answers :
        search.traffic().ofShards(sent).entrySet()) {
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
}
