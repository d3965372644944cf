package org.crossview.gallery.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.StepCandidates;
import org.crossview.proto.v1.TileRef;
import org.junit.jupiter.api.Test;

class GalleryIndexTest {
  private static final LatLon TOWN = new LatLon(48.137, 11.575);

  private record Tile(TileRef ref, List<float[]> steps) {}

  @Property(tries = 60)
  void theCandidatesOfEveryStepAreTheNearestOfAllTilesInTheCircle(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int tiles,
      @ForAll @IntRange(min = 1, max = 3) int steps,
      @ForAll @IntRange(min = 1, max = 12) int k) {
    Random random = new Random(seed);
    List<Tile> gallery = gallery(random, tiles, steps);
    GalleryIndex index = index(gallery, steps);
    List<GalleryQuery> queries = new ArrayList<>();
    for (int q = 0; q < 4; q++) {
      Optional<Prior> prior =
          q % 2 == 0
              ? Optional.empty()
              : Optional.of(new Prior(around(random), 50 + random.nextInt(500)));
      queries.add(new GalleryQuery(descriptors(random, steps), prior));
    }

    List<List<StepCandidates>> answers = index.search(queries, k);

    for (int q = 0; q < queries.size(); q++) {
      assertThat(answers.get(q)).hasSize(steps);
      for (int step = 0; step < steps; step++) {
        List<Candidate> found = answers.get(q).get(step).getCandidatesList();
        List<Tile> expected = bruteForce(gallery, queries.get(q), step, k);
        assertThat(found.stream().map(c -> c.getTile().getId()))
            .containsExactlyElementsOf(expected.stream().map(t -> t.ref().getId()).toList());
        for (int i = 0; i < found.size(); i++) {
          assertThat((double) found.get(i).getDistance())
              .isCloseTo(distance(expected.get(i), queries.get(q), step), within(1e-5));
        }
      }
    }
  }

  @Test
  void tilesAtEqualDistanceComeInTheOrderOfTheirIds() {
    GalleryIndexBuilder builder = GalleryIndex.builder(1, 2);
    for (String id : List.of("c", "a", "d", "b")) {
      builder.add(TileRef.newBuilder().setId(id).build(), List.of(new float[] {1, 0}));
    }
    List<StepCandidates> answer =
        builder
            .build()
            .search(List.of(new GalleryQuery(List.of(new float[] {0, 1}), Optional.empty())), 3)
            .getFirst();
    assertThat(answer.getFirst().getCandidatesList().stream().map(c -> c.getTile().getId()))
        .containsExactly("a", "b", "c");
  }

  @Test
  void aTileWhoseCentreLiesOnTheCircleIsInsideAndOneAMetreFurtherIsNot() {
    LatLon near = Geodesy.offset(TOWN, 0, 100);
    LatLon far = Geodesy.offset(TOWN, 101, 0);
    GalleryIndex index =
        GalleryIndex.builder(1, 1)
            .add(tile("near", near), List.of(new float[] {0}))
            .add(tile("far", far), List.of(new float[] {1}))
            .add(TileRef.newBuilder().setId("nowhere").build(), List.of(new float[] {1}))
            .build();
    double radius = Geodesy.distanceMetres(TOWN, near);

    assertThat(ids(index, new Prior(TOWN, radius))).containsExactly("near");
    assertThat(ids(index, new Prior(TOWN, 0.5))).isEmpty();
    assertThat(ids(index, new Prior(TOWN, 102))).containsExactly("far", "near");
  }

  @Test
  void aPriorAcrossTheDateLineSeesBothSides() {
    GalleryIndex index =
        GalleryIndex.builder(1, 1)
            .add(tile("east", new LatLon(0, 179.9999)), List.of(new float[] {1}))
            .add(tile("west", new LatLon(0, -179.9999)), List.of(new float[] {1}))
            .build();
    assertThat(ids(index, new Prior(new LatLon(0, 180), 50))).containsExactly("east", "west");
  }

  @Test
  void anEmptyGalleryAnswersEveryStepWithNothing() {
    GalleryIndex index = GalleryIndex.builder(3, 4).build();
    List<float[]> query = List.of(new float[4], new float[4], new float[4]);
    List<StepCandidates> answer =
        index.search(List.of(new GalleryQuery(query, Optional.empty())), 10).getFirst();
    assertThat(answer).hasSize(3).allMatch(step -> step.getCandidatesCount() == 0);
  }

  @Test
  void whatDoesNotFitTheGalleryIsRefused() {
    GalleryIndexBuilder builder = GalleryIndex.builder(1, 2);
    TileRef tile = TileRef.newBuilder().setId("a").build();
    assertThatThrownBy(() -> builder.add(tile, List.of(new float[3])))
        .hasMessageContaining("Tile a has a descriptor of 3 values, the index has 2");
    assertThatThrownBy(() -> builder.add(tile, List.of()))
        .hasMessageContaining("Tile a has 0 descriptors");
    builder.add(tile, List.of(new float[2]));
    assertThatThrownBy(() -> builder.add(tile, List.of(new float[2])))
        .hasMessageContaining("Tile a is there twice");
    GalleryQuery query = new GalleryQuery(List.of(new float[2], new float[2]), Optional.empty());
    assertThatThrownBy(() -> builder.build().search(List.of(query), 1))
        .hasMessageContaining("1 steps, the query has 2");
    assertThatThrownBy(() -> Matrices.allocate(600_000, 4096))
        .hasMessageContaining("raise crossview.gallery.shards");
  }

  private static List<String> ids(GalleryIndex index, Prior prior) {
    GalleryQuery query = new GalleryQuery(List.of(new float[] {1}), Optional.of(prior));
    return index.search(List.of(query), 10).getFirst().getFirst().getCandidatesList().stream()
        .map(candidate -> candidate.getTile().getId())
        .toList();
  }

  private static TileRef tile(String id, LatLon centre) {
    return TileRef.newBuilder()
        .setId(id)
        .setCentre(Position.newBuilder().setLat(centre.lat()).setLon(centre.lon()))
        .build();
  }

  private static List<Tile> gallery(Random random, int tiles, int steps) {
    List<Tile> gallery = new ArrayList<>();
    for (int i = 0; i < tiles; i++) {
      String id = "tile-" + random.nextInt(1_000) + "-" + i;
      TileRef ref =
          random.nextInt(10) == 0
              ? TileRef.newBuilder().setId(id).build()
              : tile(id, around(random));
      gallery.add(new Tile(ref, descriptors(random, steps)));
    }
    return gallery;
  }

  private static LatLon around(Random random) {
    return Geodesy.offset(TOWN, random.nextInt(1000) - 500, random.nextInt(1000) - 500);
  }

  private static List<float[]> descriptors(Random random, int steps) {
    List<float[]> descriptors = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      float[] values = new float[7];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      descriptors.add(values);
    }
    return descriptors;
  }

  private static GalleryIndex index(List<Tile> gallery, int steps) {
    GalleryIndexBuilder builder = GalleryIndex.builder(steps, 7);
    gallery.forEach(tile -> builder.add(tile.ref(), tile.steps()));
    return builder.build();
  }

  private static List<Tile> bruteForce(List<Tile> gallery, GalleryQuery query, int step, int k) {
    return gallery.stream()
        .filter(tile -> query.prior().isEmpty() || inside(tile.ref(), query.prior().get()))
        .sorted(
            Comparator.<Tile>comparingDouble(tile -> distance(tile, query, step))
                .thenComparing(tile -> tile.ref().getId()))
        .limit(k)
        .toList();
  }

  private static boolean inside(TileRef tile, Prior prior) {
    LatLon centre = new LatLon(tile.getCentre().getLat(), tile.getCentre().getLon());
    return tile.hasCentre()
        && Geodesy.distanceMetres(centre, prior.centre()) <= prior.radiusMetres();
  }

  private static double distance(Tile tile, GalleryQuery query, int step) {
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      double d = (double) tile.steps().get(step)[i] - query.steps().get(step)[i];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }
}
