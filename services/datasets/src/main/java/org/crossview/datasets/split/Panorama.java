package org.crossview.datasets.split;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.crossview.imaging.Projection;

/**
 * A panorama of a split.
 *
 * @param file where it is
 * @param projection how it shows the circle
 * @param headingDegrees what its centre column looks at, clockwise from north; empty: north
 * @param right indices of the tiles that are right answers, at least one; the first is the one it
 *     is trained with
 * @param similar indices of tiles that show its place too, but off their middle: no right answers,
 *     and no negatives in training either
 */
public record Panorama(
    Path file, Projection projection, OptionalDouble headingDegrees, int[] right, int[] similar) {

  private static final int[] NONE = {};

  /** A panorama in strip or equirectangular form with north in its centre, on one tile. */
  public static Panorama northUp(Path file, Projection projection, int... right) {
    return new Panorama(file, projection, OptionalDouble.empty(), right, NONE);
  }

  /** Whether the tile is a right answer. */
  public boolean isRight(int tile) {
    return contains(right, tile);
  }

  /** Whether the tile shows the panorama's place, in its middle or off it. */
  public boolean isShownOn(int tile) {
    return isRight(tile) || contains(similar, tile);
  }

  // A handful of tiles at most: nothing is faster than looking at them.
  private static boolean contains(int[] tiles, int tile) {
    for (int candidate : tiles) {
      if (candidate == tile) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Panorama panorama
        && file.equals(panorama.file)
        && projection == panorama.projection
        && headingDegrees.equals(panorama.headingDegrees)
        && Arrays.equals(right, panorama.right)
        && Arrays.equals(similar, panorama.similar);
  }

  @Override
  public int hashCode() {
    return file.hashCode();
  }
}
