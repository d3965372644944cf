package org.crossview.sirnet.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crossview.core.file.WholeFile;
import org.crossview.sirnet.network.SirNetSettings;

/**
 * The state of a run on disk: weights, moments of Adam, step, settings and the best validation. The
 * random numbers of a step follow from the seed and the step, so nothing else is needed to go on
 * exactly.
 *
 * <p>Weights are written under a name of their step before {@code state.properties} names them, and
 * the one before is deleted after: a run killed at any moment leaves a whole checkpoint.
 */
public final class Checkpoint {
  private static final String STATE = "state.properties";

  /** What checkpoints did not say before it could be chosen. */
  private static final List<String> FORMERLY_FIXED =
      List.of(", backbone=CONV4_1, refinement=IRM, head=SIRNET", ", view=" + ViewAugmentation.NONE);

  /**
   * Settings of how fast is trained, which another machine has others of. Readers hand out the same
   * batches in the same order however many they are; threads change how sums are rounded at most.
   */
  private static final Pattern SPEED = Pattern.compile("(?<=[\\[ ])threads=\\d+, readers=\\d+, ");

  private final Path directory;

  public Checkpoint(Path directory) {
    this.directory = directory;
  }

  /** Steps done, 0 without a checkpoint. */
  public long step() throws IOException {
    return Long.parseLong(read().getProperty("step", "0"));
  }

  /** Prefix of the TensorFlow checkpoint, to restore from. */
  public String prefix() throws IOException {
    return prefix(step());
  }

  /** The best validation up to the step of the checkpoint. */
  BestSoFar best() throws IOException {
    return BestSoFar.read(read());
  }

  void save(
      TrainingGraph graph,
      SirNetSettings network,
      TrainingSettings training,
      long step,
      BestSoFar best)
      throws IOException {
    Files.createDirectories(directory);
    long before = step();
    graph.save(prefix(step));
    var state = new Properties();
    state.setProperty("step", Long.toString(step));
    state.setProperty("network", network.toString());
    state.setProperty("training", training.toString());
    best.write(state);
    WholeFile.write(
        directory.resolve(STATE),
        fresh -> {
          try (var out = Files.newBufferedWriter(fresh)) {
            state.store(out, null);
          }
        });
    if (before != 0 && before != step) {
      delete(before);
    }
  }

  /**
   * Restores the state of an earlier run.
   *
   * @return steps done, 0 if there is nothing to restore
   * @throws IllegalArgumentException if that run had other settings
   */
  long restore(TrainingGraph graph, SirNetSettings network, TrainingSettings training)
      throws IOException {
    requireSame(network, training);
    long step = step();
    if (step > 0) {
      graph.restore(prefix(step));
    }
    return step;
  }

  /**
   * Refuses to go on with other settings than the run began with. The numbers of threads and of
   * readers may be others.
   *
   * @throws IllegalArgumentException if there is a checkpoint of a run with others
   */
  public void requireSame(SirNetSettings network, TrainingSettings training) throws IOException {
    Properties state = read();
    if (step() > 0) {
      require(state, "network", network.toString());
      require(state, "training", training.toString());
    }
  }

  /**
   * Refuses to start another run from here whose network is another one.
   *
   * @throws IllegalArgumentException if there is no checkpoint, or it is of another network
   */
  void requireNetwork(SirNetSettings network) throws IOException {
    if (step() == 0) {
      throw new IllegalArgumentException(
          directory + " holds no checkpoint to start from, and no exported model is beside it");
    }
    require(read(), "network", network.toString());
  }

  /** Steps of the whole run, as it was begun; 0 without a checkpoint. */
  public int plannedSteps() throws IOException {
    return Integer.parseInt(training("steps", "0"));
  }

  /** Whether the run trains with batch normalisation. */
  boolean isNormalized() throws IOException {
    return Boolean.parseBoolean(training("batchNormalization", "false"));
  }

  /**
   * What the run's settings say.
   *
   * @param unsaid where they do not: the setting is younger, or there is no checkpoint
   */
  private String training(String setting, String unsaid) throws IOException {
    Matcher said =
        Pattern.compile("[\\[ ]" + setting + "=(\\w+)").matcher(read().getProperty("training", ""));
    return said.find() ? said.group(1) : unsaid;
  }

  private void require(Properties state, String key, String value) {
    String stored = state.getProperty(key);
    String known = stored == null ? "" : comparable(stored);
    if (!known.equals(comparable(value)) && !known.equals(comparable(asFormerly(value)))) {
      throw new IllegalArgumentException(
          "%s holds a run with other %s settings (%s, now %s): use them, or another directory"
              .formatted(directory, key, stored, value));
    }
  }

  private static String asFormerly(String settings) {
    String formerly = settings;
    for (String fixed : FORMERLY_FIXED) {
      formerly = formerly.replace(fixed, "");
    }
    return formerly;
  }

  private static String comparable(String settings) {
    return SPEED.matcher(settings).replaceFirst("");
  }

  private Properties read() throws IOException {
    var state = new Properties();
    Path file = directory.resolve(STATE);
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        state.load(in);
      }
    }
    return state;
  }

  private String prefix(long step) {
    return directory.resolve("step-" + step).toAbsolutePath().toString();
  }

  /** Forgets the run: the next one in this directory begins anew. */
  void delete() throws IOException {
    long step = step();
    Files.deleteIfExists(directory.resolve(STATE));
    if (step > 0) {
      delete(step);
    }
  }

  private void delete(long step) throws IOException {
    try (var files = Files.newDirectoryStream(directory, "step-" + step + ".*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
