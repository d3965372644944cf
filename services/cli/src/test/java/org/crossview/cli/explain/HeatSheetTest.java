package org.crossview.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.Photograph;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.polar.HeatMap;
import org.crossview.imaging.Jpeg;
import org.crossview.imaging.Projection;
import org.crossview.sirnet.explanation.PairHeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatSheetTest {
  private static final int ROWS = 8;
  private static final int COLUMNS = 32;

  @TempDir private Path folder;

  @Test
  void heatInTheEastIsDrawnInTheEastOfAllThreePictures() throws Exception {
    // Half way out, three quarters of the way round: east.
    BufferedImage sheet = sheet(true, hotCell(3, 24));
    int panorama = HeatSheet.MARGIN + HeatSheet.LABELS;
    int polar = panorama + HeatSheet.WIDTH + HeatSheet.GAP;
    int tile = polar + HeatSheet.WIDTH + HeatSheet.GAP;

    assertThat(middle(sheet, panorama, HeatSheet.WIDTH)[0])
        .isCloseTo(HeatSheet.WIDTH * 24.5 / 32, within(4.0));
    assertThat(middle(sheet, polar, HeatSheet.WIDTH)[0])
        .isCloseTo(HeatSheet.WIDTH * 24.5 / 32, within(4.0));
    double[] onTile = middle(sheet, tile, HeatSheet.HEIGHT);
    double rho = HeatSheet.HEIGHT / 2.0 * 4.5 / ROWS;
    assertThat(onTile[0]).isCloseTo(HeatSheet.HEIGHT / 2.0 + rho, within(6.0));
    assertThat(onTile[1]).isCloseTo(HeatSheet.HEIGHT / 2.0, within(10.0));
  }

  @Test
  void withoutAPolarTransformTheMapOfTheTileIsDrawnAsItIs() throws Exception {
    BufferedImage sheet = sheet(false, hotCell(6, 8));
    int panorama = HeatSheet.MARGIN + HeatSheet.LABELS;
    int tile = panorama + HeatSheet.WIDTH + HeatSheet.GAP;
    double[] onTile = middle(sheet, tile, HeatSheet.HEIGHT);
    assertThat(onTile[0]).isCloseTo(HeatSheet.HEIGHT * 8.5 / 32, within(4.0));
    assertThat(onTile[1]).isCloseTo(HeatSheet.HEIGHT * 6.5 / 8, within(8.0));
  }

  private BufferedImage sheet(boolean polar, HeatMap map) throws Exception {
    Answer.Found found =
        new Answer.Found(0, "tile", 1, 0.5, OptionalDouble.of(3), /* right= */ true);
    Answer answer = new Answer(0, "panorama", 1, List.of(found), Optional.of(found));
    ModelDescription model =
        new ModelDescription(
            "0123456789ab", 64, 256, 64, 256, polar, 1, 1024, polar ? 2 : 0, polar ? 32 : 0);
    PairHeat heat = new PairHeat(List.of(0.9), List.of(map, map), List.of(map, map));
    ExplainedPair pair =
        new ExplainedPair(
            answer,
            found,
            List.of(new ExplainedPair.ModelHeat("", model, heat, OptionalInt.of(1))));
    Path file = folder.resolve("sheet.png");
    HeatSheet.of(pair, new Pictures(new GreyPair())).write(file);
    return ImageIO.read(file.toFile());
  }

  private static HeatMap hotCell(int row, int col) {
    float[] values = new float[ROWS * COLUMNS];
    values[row * COLUMNS + col] = 2;
    return new HeatMap(ROWS, COLUMNS, values);
  }

  /** Mean position of the yellow pixels in the step's row of a column: right, down. */
  private static double[] middle(BufferedImage sheet, int left, int width) {
    int top = HeatSheet.TOP + 2 * (HeatSheet.HEIGHT + HeatSheet.GAP);
    double x = 0;
    double y = 0;
    int count = 0;
    for (int row = 0; row < HeatSheet.HEIGHT; row++) {
      for (int col = 0; col < width; col++) {
        int rgb = sheet.getRGB(left + col, top + row);
        if ((rgb >> 16 & 255) - (rgb & 255) > 50) {
          x += col + 0.5;
          y += row + 0.5;
          count++;
        }
      }
    }
    assertThat(count).isPositive();
    return new double[] {x / count, y / count};
  }

  /** One panorama and one tile, grey all over. */
  private static final class GreyPair implements EvaluationSet {
    private static byte[] grey(int height, int width) {
      byte[] bgr = new byte[height * width * 3];
      Arrays.fill(bgr, (byte) 120);
      return Jpeg.encode(new BgrImage(height, width, bgr), 90);
    }

    @Override
    public String name() {
      return "grey";
    }

    @Override
    public int tiles() {
      return 1;
    }

    @Override
    public int queries() {
      return 1;
    }

    @Override
    public String tileName(int tile) {
      return "tile";
    }

    @Override
    public String queryName(int query) {
      return "panorama";
    }

    @Override
    public byte[] tile(int tile) {
      return grey(64, 64);
    }

    @Override
    public Photograph query(int query) {
      return new Photograph(grey(64, 128), Projection.EQUIRECTANGULAR, OptionalDouble.empty());
    }

    @Override
    public boolean isHit(int query, int tile) {
      return true;
    }
  }
}
