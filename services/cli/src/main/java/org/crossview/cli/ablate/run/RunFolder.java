package org.crossview.cli.ablate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.file.WholeFile;

/**
 * The folder of one run: {@code settings.txt}, what the trainer writes, {@code model/} and at the
 * end {@code result.json}; {@code failed.txt} where it could not go on.
 */
record RunFolder(Path path) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private static final String SETTINGS = "settings.txt";

  /** Settings that change speed or what is printed, and no weight. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("training.threads =", "training.readers =", "evaluation.ase =");

  /** Younger than the folders of some runs, which all had these values. */
  private static final List<String> FORMERLY_FIXED =
      List.of(
          "training.augmentation.view.turned = false",
          "training.augmentation.view.narrowest = 360",
          "training.augmentation.view.widest = 360");

  private static final String RESULT = "result.json";
  private static final String FAILED = "failed.txt";

  /**
   * Takes the folder for a run of these settings: notes them, or sees that they are those of the
   * run that is there.
   *
   * @throws UserErrorException if a run with other settings is there
   */
  void claim(String settings) throws IOException {
    Files.createDirectories(path);
    Path file = path.resolve(SETTINGS);
    if (!Files.exists(file)) {
      write(file, settings);
      return;
    }
    String there = Files.readString(file);
    if (!relevant(there).equals(relevant(settings))) {
      throw new UserErrorException(
          "%s holds a run with other settings (%s): name another --out, or delete it"
              .formatted(path, difference(there, settings)));
    }
  }

  private static List<String> relevant(String settings) {
    return settings
        .lines()
        .filter(line -> WITHOUT_EFFECT.stream().noneMatch(line::startsWith))
        .filter(line -> !FORMERLY_FIXED.contains(line))
        .toList();
  }

  private static String difference(String there, String wanted) {
    List<String> before = relevant(there);
    return relevant(wanted).stream()
        .filter(line -> !before.contains(line))
        .findFirst()
        .map(line -> "now '" + line + "'")
        .orElse("it has more of them");
  }

  /**
   * What the run gave; empty where it is not done.
   *
   * @throws UserErrorException if its file is none of this version; the message names what is
   *     missing there
   */
  Optional<RunResult> result() throws IOException {
    Path file = path.resolve(RESULT);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), RunResult.class));
    } catch (JsonProcessingException e) {
      throw new UserErrorException(
          "%s: %s. Delete it, and the run is tested again".formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  /** Marks the run as done. */
  void keep(RunResult result) throws IOException {
    Files.deleteIfExists(path.resolve(FAILED));
    write(path.resolve(RESULT), MAPPER.writeValueAsString(result));
  }

  /** Notes why the run could not go on; the next call tries again. */
  void fail(String reason) throws IOException {
    Files.createDirectories(path);
    write(path.resolve(FAILED), reason + System.lineSeparator());
  }

  private static void write(Path file, String text) throws IOException {
    WholeFile.write(file, fresh -> Files.writeString(fresh, text, StandardCharsets.UTF_8));
  }
}
