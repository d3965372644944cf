package org.crossview.datasets.vigor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.crossview.datasets.split.FaultyDataSetException;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.SplitBuilder;

/**
 * Reads VIGOR: panoramas of 2048 x 1024 pixels with north in the centre column, tiles of 640 x 640,
 * north up. A panorama has one right tile, which holds it in its inner half, and three others that
 * show its place near their edge: no right answers, but no negatives either.
 *
 * <p>Same area: all four cities, other panoramas to train on than to test on. Cross area: two
 * cities to train on, the other two to test on. Cities whose lists are not there are left out, and
 * the split's name says which are left.
 */
public final class VigorReader {
  private static final List<String> FIRST_CITIES = List.of("NewYork", "Seattle");
  private static final List<String> OTHER_CITIES = List.of("SanFrancisco", "Chicago");
  private static final List<String> ALL_CITIES =
      Stream.concat(FIRST_CITIES.stream(), OTHER_CITIES.stream()).toList();
  private static final String ALL_LABELS = "pano_label_balanced";

  /** The lists as first published, and as corrected later, under the names they were given. */
  private static final List<String> SPLITS = List.of("splits", "splits_new", "splits__corrected");

  private VigorReader() {}

  /**
   * Reads the panoramas to train on.
   *
   * @param same whether those are of all cities
   * @throws FaultyDataSetException if lists are missing or malformed, or no panorama is there
   */
  public static Split train(Path root, boolean same) throws IOException {
    return same
        ? read(root, "VIGOR same-area train", ALL_CITIES, "same_area_balanced_train")
        : read(root, "VIGOR cross-area train", FIRST_CITIES, ALL_LABELS);
  }

  /**
   * Reads the panoramas to test on.
   *
   * @see #train
   */
  public static Split test(Path root, boolean same) throws IOException {
    return same
        ? read(root, "VIGOR same-area test", ALL_CITIES, "same_area_balanced_test")
        : read(root, "VIGOR cross-area test", OTHER_CITIES, ALL_LABELS);
  }

  private static Split read(Path root, String name, List<String> cities, String labels)
      throws IOException {
    Path splits = splits(root);
    List<String> found =
        cities.stream().filter(city -> Files.isDirectory(splits.resolve(city))).toList();
    if (found.isEmpty()) {
      throw new FaultyDataSetException(
          splits, "there is none of the folders " + String.join(", ", cities));
    }
    // Figures of some of the cities must not pass for those of the published set.
    String title =
        found.equals(cities) ? name : "%s (only %s)".formatted(name, String.join(", ", found));
    SplitBuilder builder = new SplitBuilder(title, root);
    for (String city : found) {
      new VigorCity(root.resolve(city), splits.resolve(city)).addTo(builder, labels);
    }
    return builder.build();
  }

  private static Path splits(Path root) throws FaultyDataSetException {
    for (String name : SPLITS) {
      if (Files.isDirectory(root.resolve(name))) {
        return root.resolve(name);
      }
    }
    throw new FaultyDataSetException(
        root.resolve(SPLITS.getFirst()),
        "there is no such folder; the root of VIGOR is the folder that holds splits/ and a folder"
            + " for each city");
  }
}
