package org.crossview.cli.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.pretrained.ImageNetWeights;
import org.crossview.sirnet.runtime.ProcessorFeatures;
import org.crossview.sirnet.serving.Devices;
import org.crossview.sirnet.training.Checkpoint;
import org.crossview.sirnet.training.PairSource;
import org.crossview.sirnet.training.StartingPoint;
import org.crossview.sirnet.training.Trainer;
import org.crossview.sirnet.training.TrainingSettings;

/** One run of the trainer: its length, its end by the clock or by Ctrl-C, its export. */
final class TrainingRun {
  /** Steps of which the speed is measured; the first ones are slower. */
  private static final int MEASURED_STEPS = 30;

  /** Share of the time that validations and checkpoints take. */
  private static final double OVERHEAD = 0.12;

  /** Every setting of the run, as a file that is itself a configuration. */
  private static final String CONFIGURATION_FILE = "configuration.properties";

  private final Configuration configuration;
  private final ImageNetWeights backbone;
  private final ScheduleOptions schedule;
  private final Path out;
  private final PrintStream log = System.err;

  TrainingRun(
      Configuration configuration, ImageNetWeights backbone, ScheduleOptions schedule, Path out) {
    this.backbone = backbone;
    this.configuration = configuration;
    this.schedule = schedule;
    this.out = out;
  }

  /** Refuses a start that does not fit, before pairs are rendered for it. */
  void checkStart() throws IOException {
    if (Trainer.checkpointOf(out).step() > 0) {
      return;
    }
    if (schedule.startFrom() == null) {
      if (configuration.training().frozenAverages()) {
        throw new UserErrorException(
            "training.frozenAverages (--frozen-averages) normalises by the averages of a run before: name that with --start-from, or leave it out");
      }
      return;
    }
    try {
      StartingPoint.in(schedule.startFrom(), configuration.network(), configuration.training());
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--start-from: " + e.getMessage(), e);
    }
  }

  /** Trains, or goes on, and exports the best of what was reached. */
  int run(PairSource training, PairSource validation) throws IOException, InterruptedException {
    try {
      Configuration fitted = fitted(steps(training));
      TrainingSettings settings = fitted.training();
      keep(fitted);
      try (StopSignal stop = StopSignal.open(limit())) {
        train(settings, training, validation);
        // The clock or Ctrl-C may have ended the training; the export is still wanted.
        boolean interrupted = stop.stopClock();
        long last = Trainer.checkpointOf(out).step();
        if (interrupted) {
          log.printf(
              "training ended before its last step; the checkpoint of step %d is saved%n", last);
        } else if (last < settings.steps()) {
          log.printf(
              "stopped early at step %d: %d validations without a better one%n",
              last, schedule.patience());
        }
        export(last);
      }
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
    return 0;
  }

  /** A run that goes on keeps the settings it began with: others are refused before any is lost. */
  private void keep(Configuration fitted) throws IOException {
    Path file = out.resolve(CONFIGURATION_FILE);
    try {
      Trainer.checkpointOf(out).requireSame(fitted.network(), fitted.training());
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(
          "%s; its own are in %s, for --config".formatted(e.getMessage(), file), e);
    }
    Files.writeString(file, fitted.text());
  }

  private Configuration fitted(int steps) {
    return configuration.ofSteps(steps).with(schedule.colours(configuration), "--colours");
  }

  private void train(TrainingSettings settings, PairSource training, PairSource validation)
      throws IOException {
    if (settings.precision() == Precision.BFLOAT16
        && ProcessorFeatures.ofThisProcessor().slowsBfloat16()) {
      log.println(
          "warning: this processor has no AVX-512: bfloat16 is many times slower on it than float32");
    }
    long done = Trainer.checkpointOf(out).step();
    if (done == 0 && schedule.startFrom() == null && backbone == null) {
      RandomStart.warn(Stream.of(configuration.network()), log);
    }
    log.println(plan(done, settings.steps(), training.size()));
    log.printf("training on %s%n", Devices.words());
    try (TrainingReporter reporter = new TrainingReporter("training", settings.batch(), out)) {
      new Trainer(configuration.network(), settings, backbone, schedule.patience())
          .train(training, validation, out, schedule.startFrom(), reporter);
    }
  }

  private String plan(long done, int steps, int pairs) {
    if (done == 0) {
      return "training %d steps on %d pairs; log in %s".formatted(steps, pairs, out);
    }
    if (done < steps) {
      return "going on from step %d to %d, which the run was begun with, on %d pairs; log in %s"
          .formatted(done, steps, pairs, out);
    }
    return "all %d steps of this run are done: to train on, name another --out with --start-from %s"
        .formatted(steps, out);
  }

  private void export(long last) throws IOException {
    Checkpoint exported = Trainer.exportedOf(out);
    Path model = out.resolve("model");
    ModelDescription description =
        ModelExport.export(
            configuration.network(),
            exported.prefix(),
            configuration.training().batchNormalization(),
            model);
    log.printf(
        "model %s is in %s; it is of step %d of %d%n",
        description.version(), model, exported.step(), last);
  }

  private Duration limit() {
    return schedule.minutes() == null
        ? null
        : Duration.ofMillis((long) (schedule.minutes() * 60_000));
  }

  /** How many steps the run has: those it began with, or what is asked for and fits. */
  private int steps(PairSource training) throws IOException {
    Checkpoint begun = Trainer.checkpointOf(out);
    int wanted = configuration.training().steps();
    if (begun.step() > 0) {
      return begunSteps(begun, wanted);
    }
    return schedule.minutes() == null ? wanted : fittingSteps(wanted, training);
  }

  /**
   * The steps of a run that goes on. They stay what they were, since the learning rate of every
   * step depends on them.
   *
   * @param wanted that number, or with a time limit at least that, which fitted it then
   */
  private int begunSteps(Checkpoint begun, int wanted) throws IOException {
    int planned = begun.plannedSteps();
    if (wanted < planned || (wanted > planned && schedule.minutes() == null)) {
      throw new UserErrorException(
          "%s holds a run of %d steps, and training.steps (--steps) is now %d: go on with --steps %d, or name another --out"
              .formatted(out, planned, wanted, planned));
    }
    return planned;
  }

  private int fittingSteps(int wanted, PairSource training) throws IOException {
    log.printf("measuring the speed over %d steps%n", MEASURED_STEPS);
    double seconds =
        SpeedMeasurement.secondsPerStep(
            configuration.network(), fitted(MEASURED_STEPS).training(), training, out);
    int fitting = (int) (schedule.minutes() * 60 * (1 - OVERHEAD) / seconds);
    log.printf(
        Locale.ROOT,
        "%.2f s a step: %d steps fit into %s minutes%n",
        seconds,
        fitting,
        schedule.minutes());
    return Math.max(1, Math.min(wanted, fitting));
  }
}
