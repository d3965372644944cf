package org.crossview.cli.explain;

import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.TilePreparation;

/** The pictures of a set, in the sizes that sheets need. */
final class Pictures {
  private final EvaluationSet set;

  Pictures(EvaluationSet set) {
    this.set = set;
  }

  /** What the network sees of a panorama: the band around the horizon, north in the middle. */
  BgrImage panorama(int query, int height, int width) {
    try {
      return set.query(query).prepared(height, width);
    } catch (UnusableInputException e) {
      throw new UserErrorException(set.queryName(query) + ": " + e.getMessage(), e);
    }
  }

  /** A tile, north up. */
  BgrImage tile(int tile, int side) {
    return tile(tile, side, side, false);
  }

  /** What the network sees of a tile. */
  BgrImage tile(int tile, int height, int width, boolean polar) {
    try {
      return TilePreparation.prepare(set.tile(tile), height, width, polar, ImageLimits.DEFAULTS);
    } catch (UnusableInputException e) {
      throw new UserErrorException(set.tileName(tile) + ": " + e.getMessage(), e);
    }
  }
}
