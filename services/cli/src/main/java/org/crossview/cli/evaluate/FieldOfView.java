package org.crossview.cli.evaluate;

import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.DescriptorMap;
import org.crossview.sirnet.evaluation.LimitedView;
import org.crossview.town.noise.HashRandom;

/**
 * Limits what a panorama shows and turns it at random, as DSM does (Shi et al., CVPR 2020); see
 * {@link LimitedView}.
 *
 * @param degrees of the circle that are kept, above 0, at most 360
 * @param unknownHeading whether the roll is kept from the comparison
 */
record FieldOfView(double degrees, boolean unknownHeading) {
  private static final int SEED = 4102;

  /** A heading counts as found if it is off by less than so many columns of the map, as in DSM. */
  private static final int FOUND_COLUMNS = 2;

  /** Whether panoramas are whole and their heading known, so that nothing is to be done. */
  boolean isOrdinary() {
    return degrees == 360 && !unknownHeading;
  }

  /**
   * The map of a model's descriptors, without which views cannot be limited.
   *
   * @throws UserErrorException if its descriptors are no map of directions
   */
  static DescriptorMap map(ModelDescription model) {
    try {
      return DescriptorMap.of(model);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--fov and --unknown-heading: " + e.getMessage(), e);
    }
  }

  /** What panoramas show, for a person. */
  String words() {
    return "panoramas show %s degrees, their heading is %s"
        .formatted(degrees, unknownHeading ? "unknown" : "known");
  }

  /** Columns of the descriptor's map that show something. */
  int shown(int width, DescriptorMap map) {
    return limited().shown(width, map.columns());
  }

  /**
   * How many columns a query is rolled towards lower ones, 0..width-1: any number where the heading
   * is unknown, else whole columns of the map, so that the comparison can undo it.
   */
  int roll(int query, int width, DescriptorMap map) {
    double turn = new HashRandom(SEED, query).next();
    if (unknownHeading) {
      return (int) Math.floor(turn * width);
    }
    int column = (int) Math.floor(turn * map.columns());
    return LimitedView.firstColumn(column, width, map.columns());
  }

  /**
   * The tile's column that the first column of a rolled query looks at, 0..columns-1: of a roll
   * that is no whole number of columns the nearest one, of two as near the even one, as in DSM.
   */
  int shift(int query, int width, DescriptorMap map) {
    double column = (double) roll(query, width, map) * map.columns() / width;
    return (int) Math.rint(column) % map.columns();
  }

  /** Whether a column is near enough to the one that a query's first column looks at. */
  static boolean isFound(int column, int shift, DescriptorMap map) {
    int off = Math.abs(column - shift);
    return Math.min(off, map.columns() - off) < FOUND_COLUMNS;
  }

  /** Rolls a prepared panorama and blanks what is out of view. */
  BgrImage of(BgrImage panorama, int roll) {
    int width = panorama.width();
    byte[] seen = limited().of(panorama.bgr(), panorama.height(), width, roll);
    return new BgrImage(panorama.height(), width, seen);
  }

  private LimitedView limited() {
    return new LimitedView(degrees);
  }
}
