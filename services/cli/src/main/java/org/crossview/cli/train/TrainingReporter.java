package org.crossview.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.training.TrainingListener;

/**
 * Shows a training: a bar with loss, rate and time left, each validation, and the plot of both.
 * ({@code Progress} is the listener's here; the bar's is spelt out.)
 */
public final class TrainingReporter implements TrainingListener, AutoCloseable {
  /** Share of the newest step in the smoothed loss. */
  private static final double SMOOTHING = 0.02;

  private final String task;
  private final int batch;
  private final Path run;
  private org.crossview.cli.terminal.Progress bar;
  private double smoothed = Double.NaN;

  /**
   * @param task in a word or two
   * @param batch pairs of a step
   * @param run folder of the run; the plot is drawn there
   */
  public TrainingReporter(String task, int batch, Path run) {
    this.task = task;
    this.batch = batch;
    this.run = run;
  }

  @Override
  public void onStep(Progress p) {
    if (bar == null) {
      bar = org.crossview.cli.terminal.Progress.startNoted(task, "steps", p.steps(), p.step() - 1);
    }
    smoothed = Double.isNaN(smoothed) ? p.loss() : smoothed + SMOOTHING * (p.loss() - smoothed);
    bar.stepTo(
        p.step(),
        String.format(
            Locale.ROOT,
            "loss %.3f, %.1f pairs/s, %s left",
            smoothed,
            batch / p.secondsPerStep(),
            words(p.left())));
  }

  @Override
  public void onValidation(long step, Recall recall) {
    bar.say(validation(step, recall));
    TrainingPlot.draw(run);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  static String words(Duration left) {
    if (left.toHours() > 0) {
      return "%d h %d min".formatted(left.toHours(), left.toMinutesPart());
    }
    return left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
  }

  /** Ties count against r@1: descriptors that have collapsed into one show 0 instead of 1. */
  private static String validation(long step, Recall recall) {
    StringBuilder line = new StringBuilder();
    for (int t = 0; t < recall.perStep().size(); t++) {
      Recall.AtK at = recall.perStep().get(t);
      line.append(
          String.format(
              Locale.ROOT, " t=%d r@1 %.3f r@5 %.3f |", t + 1, at.pessimisticAt1(), at.at5()));
    }
    return String.format(
        Locale.ROOT,
        "validation at step %d, %d tiles:%s adaptive r@1 %.3f r@5 %.3f r@1%% %.3f, halted %s",
        step,
        recall.gallery(),
        line,
        recall.adaptive().pessimisticAt1(),
        recall.adaptive().at5(),
        recall.adaptive().atOnePercent(),
        recall.halted());
  }
}
