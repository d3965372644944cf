package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.crossview.core.image.BgrImage;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.Projection;
import org.crossview.imaging.TilePreparation;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.town.PanoramaRenderer;
import org.crossview.town.TileRenderer;
import org.crossview.town.Town;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the network trains on must be what the services prepare. */
class PairRendererTest {
  private static final SirNetSettings NETWORK = Configuration.load("small").network();
  private static PairPlan plan;

  @BeforeAll
  static void plan() {
    plan = PairPlan.make(new PairPlan.Settings(TownSeeds.inARow(77, 1), 20, 10, 80, 80, 20, false));
  }

  @Test
  void aRenderedPanoramaLooksLikeThePreparedFullOne() throws Exception {
    PlannedPair pair = plan.pairs().getFirst();
    Town town = plan.townOf(pair);
    byte[] trained = new PairRenderer(NETWORK).ground(town, pair);

    BgrImage full = PanoramaRenderer.render(town, pair.viewpoint(), 512, 1024);
    BgrImage prepared =
        PanoramaPreparation.prepare(
            full,
            Projection.EQUIRECTANGULAR,
            OptionalDouble.of(pair.viewpoint().headingDeg()),
            64,
            256);

    double same = meanDifference(trained, prepared.bgr());
    double shifted = meanDifference(trained, rolled(prepared.bgr(), 64, 256, 4));
    // Rendering at another size gives other edges; a shift of 4 columns (5.6 degrees) gives more.
    assertThat(same).isLessThan(8).isLessThan(.7 * shifted);
  }

  @Test
  void aRenderedTileIsThePreparedOneUpToRounding() throws Exception {
    PlannedPair pair = plan.pairs().getFirst();
    Town town = plan.townOf(pair);
    byte[] trained = new PairRenderer(NETWORK).aerial(town, pair);

    BgrImage tile =
        TileRenderer.render(
            town, pair.tile().x(), pair.tile().y(), pair.tile().widthMetres(), 256, pair.survey());
    BgrImage prepared = TilePreparation.prepare(tile, 64, 256);

    assertThat(meanDifference(trained, prepared.bgr())).isLessThan(.5);
  }

  private static double meanDifference(byte[] a, byte[] b) {
    assertThat(a).hasSameSizeAs(b);
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
    }
    return (double) sum / a.length;
  }

  private static byte[] rolled(byte[] image, int height, int width, int columns) {
    byte[] out = new byte[image.length];
    for (int row = 0; row < height; row++) {
      for (int i = 0; i < width * 3; i++) {
        out[row * width * 3 + (i + columns * 3) % (width * 3)] = image[row * width * 3 + i];
      }
    }
    return out;
  }
}
