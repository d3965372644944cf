package org.crossview.sirnet.training;

import java.util.SplittableRandom;
import org.crossview.sirnet.evaluation.LimitedView;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;

/** Changes pairs in place; see {@link AugmentationSettings}. Not for use by several threads. */
final class Augmenter {
  private final AugmentationSettings augmentation;
  private final SirNetSettings network;

  Augmenter(AugmentationSettings augmentation, SirNetSettings network) {
    this.augmentation = augmentation;
    this.network = network;
    if (augmentation.roll() && !network.polar()) {
      throw new IllegalArgumentException(
          "Rolling needs the polar transform: only there a turned tile is a rolled image");
    }
    if (augmentation.view().turned() && !network.hasDirections()) {
      throw new IllegalArgumentException(
          "Turning panoramas needs descriptors whose columns are directions: the polar transform,"
              + " a head other than SAFA's, and maps of one shape in both views");
    }
  }

  /**
   * How all pairs of a batch are mirrored and turned, and what their panoramas show. They share it:
   * a gallery's tiles all have north up, and between pairs that were turned by different angles the
   * streets' directions alone would tell which tile belongs to which panorama.
   *
   * @param flipped whether east and west change places
   * @param turn by which fraction of a circle both views, 0..1
   * @param shift the tile's column of the descriptor's map that a panorama's first one looks at
   * @param view what panoramas show, from their first column on
   */
  record Geometry(boolean flipped, double turn, int shift, LimitedView view) {}

  /** Draws what a batch's pairs share. */
  Geometry geometry(SplittableRandom random) {
    boolean flipped = augmentation.flip() && random.nextBoolean();
    double turn = augmentation.roll() ? random.nextDouble() : 0;
    ViewAugmentation view = augmentation.view();
    if (!view.turned()) {
      return new Geometry(flipped, turn, 0, new LimitedView(view.widest()));
    }
    int shift = random.nextInt(columns());
    double degrees = view.narrowest() + random.nextDouble() * (view.widest() - view.narrowest());
    return new Geometry(flipped, turn, shift, new LimitedView(degrees));
  }

  /** Columns of the descriptor's map that the panoramas of a batch show. */
  int shown(Geometry geometry) {
    return geometry.view().shown(network.groundWidth(), columns());
  }

  private int columns() {
    return network.descriptorShape(View.AERIAL).columns();
  }

  /** Mirrors and turns a pair as its batch is, and draws colours for each of its images. */
  void apply(byte[] ground, byte[] aerial, Geometry geometry, SplittableRandom random) {
    if (geometry.flipped()) {
      flip(ground, aerial);
    }
    roll(ground, View.GROUND, geometry.turn());
    roll(aerial, View.AERIAL, geometry.turn());
    colours(ground, View.GROUND, random);
    colours(aerial, View.AERIAL, random);
    if (augmentation.view().turned()) {
      limit(ground, geometry);
    }
  }

  /** After the colours: what is out of view is blank in the same way in every panorama. */
  private void limit(byte[] ground, Geometry geometry) {
    int width = network.groundWidth();
    int first = LimitedView.firstColumn(geometry.shift(), width, columns());
    byte[] seen = geometry.view().of(ground, network.groundHeight(), width, first);
    System.arraycopy(seen, 0, ground, 0, ground.length);
  }

  /**
   * Mirrors east and west. North lies between the two middle columns of a panorama and on a column
   * of a polar image, so column j becomes W - 1 - j there and W - j here.
   */
  void flip(byte[] ground, byte[] aerial) {
    Pixels.mirror(ground, network.groundHeight(), network.groundWidth());
    Pixels.mirror(aerial, network.aerialHeight(), network.aerialWidth());
    if (network.polar()) {
      Pixels.roll(aerial, network.aerialHeight(), network.aerialWidth(), 1);
    }
  }

  private void roll(byte[] image, View view, double turn) {
    int width = network.width(view);
    Pixels.roll(image, network.height(view), width, (int) (turn * width));
  }

  private void colours(byte[] image, View view, SplittableRandom random) {
    double contrast = 1 + spread(random, augmentation.contrast());
    double brightness = spread(random, augmentation.brightness());
    byte[][] tables = new byte[3][];
    for (int c = 0; c < 3; c++) {
      double gain = 1 + spread(random, augmentation.channelGain());
      tables[c] = Pixels.table(contrast, brightness, gain);
    }
    boolean grey = random.nextDouble() < augmentation.greyscale();
    boolean blur = random.nextDouble() < augmentation.blur();
    double deviation = random.nextDouble() * augmentation.noise();
    Pixels.map(image, tables);
    if (grey) {
      Pixels.grey(image);
    }
    if (blur) {
      Pixels.blur(image, network.height(view), network.width(view));
    }
    if (deviation >= 0.5) {
      Pixels.addNoise(image, deviation, random);
    }
  }

  private static double spread(SplittableRandom random, double largest) {
    return (2 * random.nextDouble() - 1) * largest;
  }
}
