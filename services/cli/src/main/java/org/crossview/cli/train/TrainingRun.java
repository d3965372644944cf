package org.crossview.cli.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.pretrained.ImageNetWeights;
import org.crossview.sirnet.training.PairSource;
import org.crossview.sirnet.training.Trainer;
import org.crossview.sirnet.training.TrainingListener;

/** One run of the trainer: its length, its end by the clock or by Ctrl-C, its export. */
final class TrainingRun {
  /** Steps of which the speed is measured; the first ones are slower. */
  private static final int MEASURED_STEPS = 30;

  /** Share of the time that validations and checkpoints take. */
  private static final double OVERHEAD = 0.12;

  /** Every setting of the run, as a file that is itself a configuration. */
  private static final String CONFIGURATION_FILE = "configuration.properties";

  private static final Duration SAVING_LIMIT = Duration.ofMinutes(2);

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

  /** Trains, or goes on, and exports what was reached. */
  int run(PairSource training, PairSource validation) throws IOException, InterruptedException {
    int steps = steps(training);
    Thread trainingThread = Thread.currentThread();
    CountDownLatch saved = new CountDownLatch(1);
    Thread onExit = new Thread(() -> interruptAndWait(trainingThread, saved), "save-at-exit");
    Runtime.getRuntime().addShutdownHook(onExit);
    Thread clock = clock(trainingThread);
    try {
      log.printf("training %d steps on %d pairs; log in %s%n", steps, training.size(), out);
      Configuration fitted = fitted(steps);
      Files.writeString(out.resolve(CONFIGURATION_FILE), fitted.text());
      trainer(fitted).train(training, validation, out, schedule.startFrom(), new Reporter());
      clock.interrupt();
      // The clock or Ctrl-C may have ended the training; the export is still wanted.
      boolean ended = Thread.interrupted();
      if (ended) {
        log.println("training ended before its last step; the checkpoint is saved");
      }
      export();
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    } finally {
      clock.interrupt();
      saved.countDown();
    }
    return 0;
  }

  private Configuration fitted(int steps) {
    return configuration.with(schedule.fitting(configuration, steps), "the run's length");
  }

  private Trainer trainer(Configuration fitted) {
    return new Trainer(fitted.network(), fitted.training(), backbone);
  }

  private void export() throws IOException {
    Path model = out.resolve("model");
    boolean normalized = configuration.training().batchNormalization();
    ModelDescription exported =
        ModelExport.export(
            configuration.network(), Trainer.checkpointOf(out).prefix(), normalized, model);
    log.printf("model %s is in %s%n", exported.version(), model);
  }

  /**
   * How many steps the run has. A run with a time limit remembers what it decided, since the
   * learning rate depends on it and a resumed run must go on with the same.
   */
  private int steps(PairSource training) throws IOException {
    if (schedule.minutes() == null) {
      return configuration.training().steps();
    }
    Path decided = out.resolve("steps.txt");
    if (Files.exists(decided)) {
      return Integer.parseInt(Files.readString(decided).strip());
    }
    double seconds = secondsPerStep(training);
    int fitting = (int) (schedule.minutes() * 60 * (1 - OVERHEAD) / seconds);
    int steps = Math.max(1, Math.min(configuration.training().steps(), fitting));
    log.printf(
        Locale.ROOT,
        "%.2f s a step: %d steps fit into %s minutes%n",
        seconds,
        fitting,
        schedule.minutes());
    Files.writeString(decided, Integer.toString(steps), StandardCharsets.UTF_8);
    return steps;
  }

  private double secondsPerStep(PairSource training) throws IOException {
    log.printf("measuring the speed over %d steps%n", MEASURED_STEPS);
    Path scratch = Files.createTempDirectory(out, "speed-");
    double[] last = new double[1];
    trainer(fitted(MEASURED_STEPS))
        .train(
            training,
            null,
            scratch,
            null,
            new TrainingListener() {
              @Override
              public void onStep(Progress progress) {
                last[0] = progress.secondsPerStep();
              }
            });
    deleteAll(scratch);
    return last[0];
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Thread clock(Thread trainer) {
    Thread clock =
        Thread.ofPlatform()
            .daemon()
            .name("training-clock")
            .unstarted(
                () -> {
                  try {
                    Thread.sleep(Duration.ofMillis((long) (schedule.minutes() * 60_000)));
                    log.println("the time is up");
                    trainer.interrupt();
                  } catch (InterruptedException e) {
                    // The training ended by itself.
                  }
                });
    if (schedule.minutes() != null) {
      clock.start();
    }
    return clock;
  }

  private void interruptAndWait(Thread trainer, CountDownLatch saved) {
    if (saved.getCount() == 0) {
      return;
    }
    log.println("stopping: saving the checkpoint first");
    trainer.interrupt();
    try {
      if (!saved.await(SAVING_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        log.println("the checkpoint was not saved in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints a line every few seconds and each validation. */
  private final class Reporter implements TrainingListener {
    private static final long EVERY_NS = 10_000_000_000L;
    private long last = System.nanoTime() - EVERY_NS;
    private double smoothed = Double.NaN;

    @Override
    public void onStep(Progress p) {
      smoothed = Double.isNaN(smoothed) ? p.loss() : 0.98 * smoothed + 0.02 * p.loss();
      long now = System.nanoTime();
      if (now - last >= EVERY_NS || p.step() == p.steps()) {
        last = now;
        log.printf(
            Locale.ROOT,
            "step %d of %d | loss %.3f | rate %.1e | %.2f s a step | %d min left%n",
            p.step(),
            p.steps(),
            smoothed,
            p.learningRate(),
            p.secondsPerStep(),
            p.left().toMinutes());
      }
    }

    @Override
    public void onValidation(long step, Recall recall) {
      StringBuilder line = new StringBuilder();
      for (int t = 0; t < recall.perStep().size(); t++) {
        Recall.AtK at = recall.perStep().get(t);
        line.append(
            String.format(Locale.ROOT, " t=%d r@1 %.3f r@5 %.3f |", t + 1, at.at1(), at.at5()));
      }
      log.printf(
          Locale.ROOT,
          "validation at step %d, %d tiles:%s adaptive r@1 %.3f r@5 %.3f r@1%% %.3f, halted %s%n",
          step,
          recall.gallery(),
          line,
          recall.adaptive().at1(),
          recall.adaptive().at5(),
          recall.adaptive().atOnePercent(),
          recall.halted());
    }
  }
}
