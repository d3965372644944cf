package org.crossview.cli.train;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.crossview.cli.data.SplitIdentity;
import org.crossview.datasets.split.FewShot;
import org.crossview.datasets.split.Split;

/**
 * Some panoramas of a part of a data set, each with its tile.
 *
 * @param split the part
 * @param panoramas indices of panoramas
 */
public record SplitChoice(Split split, int[] panoramas) {
  /** Seed of what is held out and of what is validated on: the same in every run. */
  private static final long SEED = 20_221;

  /** One in so many is held out of data that has no part to validate on. */
  private static final int HELD_OUT = 10;

  /** All of them. */
  public static SplitChoice all(Split split) {
    return new SplitChoice(split, IntStream.range(0, split.panoramas().size()).toArray());
  }

  /** A fraction of these; the same seed gives the same ones. */
  SplitChoice fraction(double fraction, long seed) {
    return chosen(FewShot.draw(panoramas.length, fraction, seed));
  }

  /** At most so many of these; the same ones in every run. */
  SplitChoice atMost(int count) {
    return chosen(FewShot.draw(panoramas.length, count, SEED));
  }

  /** One in ten of these, at least one: for validation where there is no part for it. */
  SplitChoice heldOut() {
    return atMost(Math.max(1, panoramas.length / HELD_OUT));
  }

  /** Those that share no tile with the others: a tile may belong to several panoramas. */
  SplitChoice withoutTilesOf(SplitChoice others) {
    Set<Integer> tiles =
        IntStream.of(others.panoramas).map(this::tileOf).boxed().collect(Collectors.toSet());
    return new SplitChoice(
        split, IntStream.of(panoramas).filter(p -> !tiles.contains(tileOf(p))).toArray());
  }

  private int tileOf(int panorama) {
    return split.panoramas().get(panorama).right()[0];
  }

  /** In words, equal for equal pairs, wherever they lie. */
  public String words() {
    return new SplitIdentity(split).ofPanoramas(panoramas);
  }

  private SplitChoice chosen(int[] positions) {
    return new SplitChoice(split, IntStream.of(positions).map(i -> panoramas[i]).toArray());
  }
}
