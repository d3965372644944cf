package org.crossview.cli.train;

import java.util.stream.IntStream;
import org.crossview.core.image.BgrImage;
import org.crossview.core.polar.PolarMap;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.town.PanoramaRenderer;
import org.crossview.town.TileRenderer;
import org.crossview.town.Town;
import org.crossview.town.Viewpoint;

/**
 * Renders planned pairs at the network's input size: what preparing a full panorama and a full tile
 * would give, without rendering what the preparation throws away.
 */
final class PairRenderer {
  /** The band that the preparation keeps of an equirectangular panorama, degrees of elevation. */
  private static final double BAND = 45;

  /** Panoramas are rendered at twice the input size and averaged. */
  private static final int OVERSAMPLING = 2;

  private static final int TILE_PIXELS = 256;

  private final SirNetSettings network;
  private final PolarMap polar;

  PairRenderer(SirNetSettings network) {
    this.network = network;
    if (!network.polar() && network.aerialHeight() != network.aerialWidth()) {
      throw new IllegalArgumentException(
          "without the polar transform tiles are square, got %d x %d"
              .formatted(network.aerialHeight(), network.aerialWidth()));
    }
    this.polar = new PolarMap(TILE_PIXELS, network.aerialHeight(), network.aerialWidth());
  }

  /**
   * Renders the pairs that the cache does not hold yet.
   *
   * @param threads that render
   */
  void fill(PairCache cache, PairPlan plan, int threads, String task) throws InterruptedException {
    CacheFilling.fill(
        cache,
        IntStream.range(0, cache.size()).toArray(),
        threads,
        task,
        "pairs",
        i -> {
          PlannedPair pair = plan.pairs().get(i);
          Town town = plan.townOf(pair);
          cache.write(i, ground(town, pair), aerial(town, pair));
        });
  }

  /** The panorama with north in the centre, height * width * 3 bytes. */
  byte[] ground(Town town, PlannedPair pair) {
    Viewpoint v = pair.viewpoint();
    BgrImage large =
        PanoramaRenderer.render(
            town,
            new Viewpoint(v.x(), v.y(), 0, v.conditions()),
            OVERSAMPLING * network.groundHeight(),
            OVERSAMPLING * network.groundWidth(),
            BAND,
            -BAND);
    return average(large);
  }

  /** The prepared tile, aerial height * aerial width * 3 bytes. */
  byte[] aerial(Town town, PlannedPair pair) {
    int pixels = network.polar() ? TILE_PIXELS : network.aerialHeight();
    BgrImage tile =
        TileRenderer.render(
            town,
            pair.tile().x(),
            pair.tile().y(),
            pair.tile().widthMetres(),
            pixels,
            pair.survey());
    return network.polar() ? polar.transform(tile).bgr() : tile.bgr();
  }

  /** The mean of every square of {@value #OVERSAMPLING} x {@value #OVERSAMPLING} pixels. */
  private static byte[] average(BgrImage large) {
    int height = large.height() / OVERSAMPLING;
    int width = large.width() / OVERSAMPLING;
    byte[] out = new byte[height * width * 3];
    for (int row = 0, at = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        for (int channel = 0; channel < 3; channel++) {
          out[at++] = (byte) mean(large, row * OVERSAMPLING, col * OVERSAMPLING, channel);
        }
      }
    }
    return out;
  }

  private static int mean(BgrImage image, int top, int left, int channel) {
    int sum = 0;
    for (int row = top; row < top + OVERSAMPLING; row++) {
      for (int col = left; col < left + OVERSAMPLING; col++) {
        sum += Byte.toUnsignedInt(image.bgr()[(row * image.width() + col) * 3 + channel]);
      }
    }
    int pixels = OVERSAMPLING * OVERSAMPLING;
    return (sum + pixels / 2) / pixels;
  }
}
