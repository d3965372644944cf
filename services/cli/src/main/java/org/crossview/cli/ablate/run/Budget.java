package org.crossview.cli.ablate.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.crossview.cli.ablate.list.PlannedRun;
import org.crossview.cli.train.SpeedMeasurement;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.training.PairSource;
import org.crossview.sirnet.training.TrainingSettings;

/** Spreads a time over the runs: finds how many steps each may have. */
final class Budget {
  /** Steps by which a speed is measured. */
  private static final int MEASURED_STEPS = 14;

  /** Share of the time for checkpoints, exports, the report, and a machine that has other work. */
  private static final double RESERVE = .12;

  /** Describing an image costs so much of training on it: no dropout, no gradients. */
  private static final double DESCRIBING = .3;

  /** Seconds that a run takes besides its steps: graphs, the first step, the export. */
  private static final double RUN_OVERHEAD = 15;

  private final PrintStream log;

  Budget(PrintStream log) {
    this.log = log;
  }

  /**
   * Images that a run describes.
   *
   * @param validated in each of its validations
   * @param tested at its end
   */
  record Images(long validated, long tested) {}

  /** Gives the pairs of a run. */
  interface Pairs {
    PairSource of(PlannedRun run) throws InterruptedException;
  }

  /**
   * Measures every configuration once and divides the time.
   *
   * @param runs all of the ablation
   * @param left seconds that are left, asked for after the measurement
   * @param images that every run describes
   * @return at least 1 step, and at most the fewest that a configuration asks for
   */
  Plan plan(
      List<PlannedRun> runs,
      double minutes,
      DoubleSupplier left,
      Images images,
      Pairs pairs,
      Path out)
      throws InterruptedException {
    Map<String, Double> speeds = new LinkedHashMap<>();
    for (PlannedRun run : runs) {
      if (!speeds.containsKey(run.name())) {
        measure(run, pairs, out).ifPresent(speed -> speeds.put(run.name(), speed));
      }
    }
    int wanted = steps(runs);
    int fitting = fitting(runs, speeds, left.getAsDouble(), images);
    int steps = Math.max(1, Math.min(wanted, fitting));
    log.printf(
        Locale.ROOT,
        "%d steps for each of %d runs fit into what is left of %s minutes; %d are wanted, %d taken%n",
        Math.max(0, fitting),
        runs.stream().filter(run -> !run.smoke()).count(),
        minutes,
        wanted,
        steps);
    return new Plan(steps, minutes, speeds);
  }

  /**
   * Divides the time.
   *
   * @param speeds seconds a step by name of the configuration; one that is missing takes no time
   * @return steps of every run that is no smoke run; below 1 where not even one fits
   */
  static int fitting(
      List<PlannedRun> runs, Map<String, Double> speeds, double seconds, Images images) {
    double fixed = 0;
    double perStep = 0;
    for (PlannedRun run : runs) {
      // A run that cannot be measured will fail, and takes no time.
      double speed = speeds.getOrDefault(run.name(), 0.0);
      fixed += RUN_OVERHEAD;
      if (run.smoke()) {
        fixed += speed * run.configuration().training().steps();
      } else {
        TrainingSettings training = run.configuration().training();
        // A step trains on two images of each pair.
        double image = DESCRIBING * speed / (2 * training.batch());
        // A short run is validated so often, whatever its settings say; a longer one by its steps.
        fixed += (images.tested() + PlannedRun.VALIDATIONS * images.validated()) * image;
        int every = training.validateEvery();
        perStep += speed + (every == 0 ? 0 : images.validated() * image / every);
      }
    }
    return perStep == 0
        ? Integer.MAX_VALUE
        : (int) Math.floor(((1 - RESERVE) * seconds - fixed) / perStep);
  }

  private Optional<Double> measure(PlannedRun run, Pairs pairs, Path out)
      throws InterruptedException {
    Configuration brief = run.ofSteps(MEASURED_STEPS);
    try {
      double speed =
          SpeedMeasurement.secondsPerStep(brief.network(), brief.training(), pairs.of(run), out);
      log.printf(Locale.ROOT, "%s: %.3f s a step%n", run.name(), speed);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return Optional.of(speed);
    } catch (IOException | RuntimeException e) {
      log.printf("%s cannot be measured: %s%n", run.name(), e.getMessage());
      return Optional.empty();
    }
  }

  /** The fewest steps that the configurations ask for. */
  static int steps(List<PlannedRun> runs) {
    return runs.stream()
        .filter(run -> !run.smoke())
        .mapToInt(run -> run.configuration().training().steps())
        .min()
        .orElse(1);
  }
}
