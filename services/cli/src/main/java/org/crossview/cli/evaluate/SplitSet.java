package org.crossview.cli.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Split;

/** A part of a data set, or a plain folder: its panoramas, and all of its tiles. */
record SplitSet(Split split, FileTiles gallery) implements EvaluationSet {
  /**
   * @param split with at least one panorama
   */
  SplitSet(Split split) {
    this(split, new FileTiles(split));
  }

  @Override
  public String name() {
    return split.name();
  }

  @Override
  public int tiles() {
    return gallery.tiles();
  }

  @Override
  public int queries() {
    return split.panoramas().size();
  }

  @Override
  public String tileName(int tile) {
    return gallery.tileName(tile);
  }

  @Override
  public String queryName(int query) {
    return split.panoramas().get(query).file().toString();
  }

  @Override
  public byte[] tile(int tile) {
    return gallery.tile(tile);
  }

  @Override
  public Photograph query(int query) {
    Panorama panorama = split.panoramas().get(query);
    return new Photograph(
        FileTiles.bytes(panorama.file()), panorama.projection(), panorama.headingDegrees());
  }

  @Override
  public boolean isHit(int query, int tile) {
    return split.panoramas().get(query).isRight(tile);
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    return gallery.isSamePlace(tile, other);
  }

  @Override
  public OptionalDouble metres(int query, int tile) {
    return gallery.metres(
        tile,
        IntStream.of(split.panoramas().get(query).right())
            .limit(split.paired() ? 1 : Integer.MAX_VALUE));
  }

  @Override
  public List<Omission> missing() {
    return split.missing();
  }

  @Override
  public OptionalInt publishedOnePercent() {
    return split.onePercent();
  }

  @Override
  public int[] tilesOf(int query) {
    int[] right = split.panoramas().get(query).right();
    return split.paired() ? new int[] {right[0]} : right.clone();
  }

  @Override
  public boolean isPaired() {
    return split.paired();
  }
}
