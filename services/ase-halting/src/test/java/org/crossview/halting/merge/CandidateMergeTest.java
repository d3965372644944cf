package org.crossview.halting.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.halting.merge.Answers.tile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.crossview.proto.v1.Candidate;
import org.junit.jupiter.api.Test;

class CandidateMergeTest {
  @Test
  void theNearestOfAllShardsComeFirstAndEqualDistancesAreOrderedByTile() {
    assertThat(
            CandidateMerge.merge(
                List.of(
                    List.of(tile("d", 0.2), tile("c", 0.5)),
                    List.of(),
                    List.of(tile("b", 0.2), tile("a", 0.9)))))
        .containsExactly(tile("b", 0.2), tile("d", 0.2));
  }

  @Test
  void theRankingOfThreeShardsIsTheOneOfTheWholeGallery() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int k = 2 + random.nextInt(6);
      List<Candidate> gallery = new ArrayList<>();
      List<List<Candidate>> shards =
          List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      int tiles = random.nextInt(30);
      for (int tile = 0; tile < tiles; tile++) {
        // Few distinct distances, so that ties are common.
        Candidate candidate = tile("tile-" + tile, random.nextInt(8) / 10.0);
        gallery.add(candidate);
        shards.get(random.nextInt(3)).add(candidate);
      }
      List<List<Candidate>> answers =
          new ArrayList<>(shards.stream().map(shard -> nearest(shard, k)).toList());
      List<Candidate> whole = nearest(gallery, k);
      int longest = answers.stream().mapToInt(List::size).max().orElseThrow();
      int expected = Math.max(2, longest);
      Collections.shuffle(answers, random);

      assertThat(CandidateMerge.merge(answers))
          .isEqualTo(whole.subList(0, Math.min(expected, whole.size())));
    }
  }

  @Test
  void aTileThatMovedToAnotherShardStandsOnceWithItsHigherRevision() {
    Candidate old = revision(tile("a", 0.1), 1);
    Candidate moved = revision(tile("a", 0.4), 2);

    assertThat(CandidateMerge.merge(List.of(List.of(old, tile("b", 0.3)), List.of(moved))))
        .containsExactly(tile("b", 0.3), moved);
    assertThat(CandidateMerge.merge(List.of(List.of(moved), List.of(old, tile("b", 0.3)))))
        .containsExactly(tile("b", 0.3), moved);
  }

  @Test
  void noCandidatesAnywhereGiveAnEmptyRanking() {
    assertThat(CandidateMerge.merge(List.of(List.of(), List.of()))).isEmpty();
  }

  private static Candidate revision(Candidate candidate, long revision) {
    return candidate.toBuilder()
        .setTile(candidate.getTile().toBuilder().setRevision(revision))
        .build();
  }

  private static List<Candidate> nearest(List<Candidate> tiles, int k) {
    return tiles.stream()
        .sorted(
            Comparator.comparing(Candidate::getDistance)
                .thenComparing(candidate -> candidate.getTile().getId()))
        .limit(k)
        .toList();
  }
}
