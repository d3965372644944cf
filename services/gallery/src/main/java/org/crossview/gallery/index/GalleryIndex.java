package org.crossview.gallery.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.crossview.core.search.ExactSearch;
import org.crossview.core.search.Neighbour;
import org.crossview.core.search.Query;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.StepCandidates;
import org.crossview.proto.v1.TileRef;

/**
 * The tiles of one shard in memory: per step the descriptors as float32 [N][D], searched exactly.
 * Rows are in the order of the tiles' ids, so that of tiles at equal distance the one with the
 * smaller id comes first, however the gallery was read or split. Immutable and thread-safe.
 */
public final class GalleryIndex {
  private final List<TileRef> tiles;
  private final TilePositions positions;
  private final List<ExactSearch> steps;
  private final int descriptorLength;

  /**
   * @param tiles N of them, in the order of the rows
   * @param descriptors per step N * D values, not copied
   * @param descriptorLength D
   */
  GalleryIndex(List<TileRef> tiles, List<float[]> descriptors, int descriptorLength) {
    this.tiles = List.copyOf(tiles);
    this.positions = new TilePositions(this.tiles);
    this.descriptorLength = descriptorLength;
    this.steps =
        descriptors.stream()
            .map(rows -> new ExactSearch(rows, this.tiles.size(), descriptorLength))
            .toList();
  }

  /**
   * Begins an index that is built from descriptors in memory.
   *
   * @param steps T
   * @param descriptorLength D
   */
  public static GalleryIndexBuilder builder(int steps, int descriptorLength) {
    return new GalleryIndexBuilder(steps, descriptorLength);
  }

  /** Number of tiles N. */
  public int size() {
    return tiles.size();
  }

  /** Number of steps T. */
  public int steps() {
    return steps.size();
  }

  /** Values in a descriptor, D. */
  public int descriptorLength() {
    return descriptorLength;
  }

  /** The tiles in the order of their ids. */
  public List<TileRef> tiles() {
    return tiles;
  }

  /**
   * The nearest tiles of each query at every step.
   *
   * @param queries of T descriptors each
   * @param k how many, at least 1
   * @return per query T lists of at most k candidates, nearest first, then by tile id; empty ones
   *     where no tile lies inside the prior
   * @throws IllegalArgumentException if a query has another number of steps or another length
   */
  public List<List<StepCandidates>> search(List<GalleryQuery> queries, int k) {
    List<IntPredicate> accepts = new ArrayList<>(queries.size());
    for (GalleryQuery query : queries) {
      if (query.steps().size() != steps.size()) {
        throw new IllegalArgumentException(
            "The gallery has %d steps, the query has %d"
                .formatted(steps.size(), query.steps().size()));
      }
      accepts.add(query.prior().map(this::inside).orElse(row -> true));
    }
    List<List<StepCandidates>> answers = new ArrayList<>(queries.size());
    queries.forEach(query -> answers.add(new ArrayList<>(steps.size())));
    for (int step = 0; step < steps.size(); step++) {
      List<Query> ofStep = new ArrayList<>(queries.size());
      for (int q = 0; q < queries.size(); q++) {
        ofStep.add(new Query(queries.get(q).steps().get(step), accepts.get(q)));
      }
      List<List<Neighbour>> nearest = steps.get(step).search(ofStep, k);
      for (int q = 0; q < queries.size(); q++) {
        answers.get(q).add(candidates(nearest.get(q)));
      }
    }
    return answers;
  }

  private IntPredicate inside(Prior prior) {
    BitSet rows = positions.within(prior);
    return rows::get;
  }

  private StepCandidates candidates(List<Neighbour> nearest) {
    StepCandidates.Builder candidates = StepCandidates.newBuilder();
    for (Neighbour neighbour : nearest) {
      candidates.addCandidates(
          Candidate.newBuilder()
              .setTile(tiles.get(neighbour.row()))
              .setDistance(neighbour.distance()));
    }
    return candidates.build();
  }
}
