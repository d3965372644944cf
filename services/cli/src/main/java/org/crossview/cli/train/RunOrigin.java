package org.crossview.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Properties;
import java.util.SequencedMap;
import org.crossview.cli.PropertiesFile;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.training.Trainer;

/**
 * What a run is trained on and began with, noted in {@value #FILE} of its folder: the checkpoint
 * knows neither, and a run that went on with other pairs would be none of the two.
 */
final class RunOrigin {
  static final String FILE = "origin.properties";

  /** Of every run: to leave one out is another run. */
  private final SequencedMap<String, String> always = new LinkedHashMap<>();

  /**
   * Of the first call alone: the checkpoint holds what came of it, so a later one need not say it.
   */
  private final SequencedMap<String, String> atFirst = new LinkedHashMap<>();

  /**
   * @param training in words, equal for equal pairs
   * @param validation likewise
   * @param order of the pairs
   */
  RunOrigin(String training, String validation, String order) {
    always.put("training", training);
    always.put("validation", validation);
    always.put("order", order);
  }

  /** Begins with the weights of a file, a run or a model; null where it does not. */
  RunOrigin from(String option, Path start) {
    if (start != null) {
      atFirst.put(option, start.toAbsolutePath().normalize().toString());
    }
    return this;
  }

  /**
   * Notes all of this in the folder of a run that begins, or sees that it is what the run that is
   * there began with.
   *
   * @throws UserErrorException if it is not, or the folder does not say
   */
  void claim(Path run) throws IOException {
    Path file = run.resolve(FILE);
    Properties noted = PropertiesFile.read(file);
    if (Trainer.checkpointOf(run).step() == 0) {
      if (!noted.equals(all())) {
        // An order of other pairs, found before that run was killed.
        Files.deleteIfExists(run.resolve(LookAlikes.FILE_NAME));
      }
      PropertiesFile.write(
          file, all(), "What the run in this folder is trained on and began with.");
      return;
    }
    for (String key : always.keySet()) {
      if (!noted.containsKey(key)) {
        throw new UserErrorException(
            "%s does not say '%s', so that the run there cannot go on: name another --out"
                .formatted(file, key));
      }
    }
    PropertiesFile.requireSame(run, noted, all(), "a run with other", "--out");
  }

  private SequencedMap<String, String> all() {
    SequencedMap<String, String> all = new LinkedHashMap<>(always);
    all.putAll(atFirst);
    return all;
  }
}
