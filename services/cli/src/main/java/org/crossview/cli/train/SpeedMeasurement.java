package org.crossview.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.training.PairSource;
import org.crossview.sirnet.training.Trainer;
import org.crossview.sirnet.training.TrainingListener;
import org.crossview.sirnet.training.TrainingSettings;

/** Finds how long a step takes by training for a few. */
public final class SpeedMeasurement {
  /** Left out of the median: TensorFlow prepares its graph in the first ones. */
  private static final int WARM_UP = 4;

  private SpeedMeasurement() {}

  /**
   * Trains in a folder that is deleted afterwards.
   *
   * @param training of as many steps as are to be measured
   * @param parent where that folder is made
   * @return seconds a step, the median
   */
  public static double secondsPerStep(
      SirNetSettings network, TrainingSettings training, PairSource pairs, Path parent)
      throws IOException {
    Path scratch = Files.createTempDirectory(parent, "speed-");
    try {
      double[] seconds = new double[training.steps()];
      new Trainer(network, training)
          .train(
              pairs,
              null,
              scratch,
              null,
              new TrainingListener() {
                private long last = System.nanoTime();

                @Override
                public void onStep(Progress progress) {
                  long now = System.nanoTime();
                  seconds[(int) progress.step() - 1] = (now - last) / 1e9;
                  last = now;
                }
              });
      int from = Math.min(WARM_UP, seconds.length - 1);
      double[] sorted = Arrays.stream(seconds, from, seconds.length).sorted().toArray();
      return sorted[sorted.length / 2];
    } finally {
      deleteAll(scratch);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    List<Path> all;
    try (var files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
