package org.crossview.halting.merge;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crossview.proto.v1.Candidate;

/** Makes one ranking of the rankings that the shards of a gallery gave for one refinement step. */
public final class CandidateMerge {
  /** Distance order; ties by tile id, so that every run ranks alike. */
  private static final Comparator<Candidate> NEAREST_FIRST =
      Comparator.comparingDouble(Candidate::getDistance)
          .thenComparing(candidate -> candidate.getTile().getId());

  private CandidateMerge() {}

  /**
   * The nearest candidates of all shards, nearest first, ties by tile id.
   *
   * <p>Exact: the K nearest tiles of the whole gallery are among the K nearest of each shard. K is
   * the longest list given, because a shard that holds fewer tiles, or fewer inside a position
   * prior, answers with fewer; it is at least 2, because Algorithm 1 compares two distances.
   *
   * <p>A tile stands in two shards only while it moves from one H3 cell to another; then its higher
   * revision counts, and of equal revisions the nearer.
   *
   * @param shards one list per shard in any order, each with at most K candidates; not changed
   * @return the K nearest, fewer where there are fewer; empty where all lists are
   */
  public static List<Candidate> merge(Collection<List<Candidate>> shards) {
    int k = 2;
    Map<String, Candidate> byTile = new HashMap<>();
    for (List<Candidate> shard : shards) {
      k = Math.max(k, shard.size());
      for (Candidate candidate : shard) {
        byTile.merge(candidate.getTile().getId(), candidate, CandidateMerge::newer);
      }
    }
    return byTile.values().stream().sorted(NEAREST_FIRST).limit(k).toList();
  }

  private static Candidate newer(Candidate one, Candidate other) {
    int byRevision = Long.compare(one.getTile().getRevision(), other.getTile().getRevision());
    if (byRevision != 0) {
      return byRevision > 0 ? one : other;
    }
    return NEAREST_FIRST.compare(one, other) <= 0 ? one : other;
  }
}
