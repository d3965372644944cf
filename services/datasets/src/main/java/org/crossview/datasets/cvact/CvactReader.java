package org.crossview.datasets.cvact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crossview.core.geo.UtmCoordinate;
import org.crossview.datasets.split.FaultyDataSetException;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.SplitBuilder;
import org.crossview.imaging.Projection;

/**
 * Reads CVACT: 35,532 pairs to train on, 8,884 to validate on (both in {@code ANU_data_small}) and
 * 92,802 to test on ({@code ANU_data_test}). Panoramas are 1664 x 832 pixels with north in the
 * centre column, tiles 1200 x 1200, north up.
 */
public final class CvactReader {
  /** In the test set a tile is right if it lies so near, metres. */
  static final double RIGHT_METRES = 5;

  /** K of r@1 % in the test set: 1 % of the validation set (SIRNet, section IV-A). */
  static final int TEST_ONE_PERCENT = 88;

  private static final String TABLE = "ACT_data.mat";
  private static final String SMALL = "ANU_data_small";
  private static final String TEST = "ANU_data_test";
  private static final String REMEDY =
      "the root of CVACT is the folder that holds ACT_data.mat, ANU_data_small/ and ANU_data_test/";

  private CvactReader() {}

  /**
   * Reads the training pairs.
   *
   * @throws FaultyDataSetException if the table or the folder is missing, or no pair is there
   */
  public static Split train(Path root) throws IOException {
    return read(root, "CVACT train", SMALL, "trainSet", "trainInd").build();
  }

  /**
   * Reads CVACT_val: the right answer is the pair's own tile.
   *
   * @throws FaultyDataSetException if the table or the folder is missing, or no pair is there
   */
  public static Split validation(Path root) throws IOException {
    return read(root, "CVACT_val", SMALL, "valSet", "valInd").build();
  }

  /**
   * Reads CVACT_test: right is every tile within 5 m of the panorama in the plane of UTM, the
   * pair's own first.
   *
   * @throws FaultyDataSetException if the table or the folder is missing, or no pair is there
   */
  public static Split test(Path root) throws IOException {
    SplitBuilder builder = read(root, "CVACT_test", TEST, "valSetAll", "valInd");
    builder.onePercent(TEST_ONE_PERCENT);
    List<UtmCoordinate> places =
        builder.tiles().stream()
            .map(tile -> ((Place.InZone) tile.place().orElseThrow()).point())
            .toList();
    builder.answers(new NearPlaces(places, RIGHT_METRES)::around);
    return builder.build();
  }

  private static SplitBuilder read(
      Path root, String name, String images, String struct, String field) throws IOException {
    List<ActData.Pair> pairs = ActData.pairs(table(root), struct, field);
    Path folder = root.resolve(images);
    if (!Files.isDirectory(folder)) {
      throw new FaultyDataSetException(folder, "there is no such folder; " + REMEDY);
    }
    SplitBuilder builder = new SplitBuilder(name, root);
    for (ActData.Pair pair : pairs) {
      String id = pair.panoId();
      builder.pair(
          folder.resolve("streetview").resolve(id + "_grdView.jpg"),
          Projection.EQUIRECTANGULAR,
          folder.resolve("satview_polish").resolve(id + "_satView_polish.jpg"),
          Optional.of(new Place.InZone(pair.utm())));
    }
    return builder;
  }

  private static Path table(Path root) throws FaultyDataSetException {
    List<Path> candidates = new ArrayList<>();
    candidates.add(root.resolve(TABLE));
    candidates.add(root.resolve(SMALL).resolve(TABLE));
    candidates.add(root.resolve(TEST).resolve(TABLE));
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new FaultyDataSetException(candidates.getFirst(), "there is no such file; " + REMEDY);
  }
}
