package org.crossview.sirnet.training;

import java.time.Duration;
import org.crossview.sirnet.evaluation.Recall;

/** Told how training goes; called on the training thread. */
public interface TrainingListener {
  /**
   * A step is done.
   *
   * @param steps of the whole run
   * @param loss of this step's batch
   * @param secondsPerStep smoothed
   * @param left time until the end, at the present speed
   */
  record Progress(
      long step,
      long steps,
      double loss,
      double learningRate,
      double secondsPerStep,
      Duration left) {}

  /** Called after every step. */
  default void onStep(Progress progress) {}

  /** Called after every validation. */
  default void onValidation(long step, Recall recall) {}
}
