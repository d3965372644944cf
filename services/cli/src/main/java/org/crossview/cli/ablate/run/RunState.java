package org.crossview.cli.ablate.run;

import java.util.Optional;
import org.crossview.cli.ablate.list.PlannedRun;

/**
 * Where a planned run stands.
 *
 * @param result of a run that is done
 * @param failure why it could not go on; empty for a run that is done or that there was no time for
 */
public record RunState(PlannedRun run, Optional<RunResult> result, Optional<String> failure) {
  static RunState done(PlannedRun run, RunResult result) {
    return new RunState(run, Optional.of(result), failureOf(run, result));
  }

  static RunState failed(PlannedRun run, String reason) {
    return new RunState(run, Optional.empty(), Optional.of(reason));
  }

  static RunState open(PlannedRun run) {
    return new RunState(run, Optional.empty(), Optional.empty());
  }

  /** A smoke run is there to learn something. */
  private static Optional<String> failureOf(PlannedRun run, RunResult result) {
    return run.smoke() && !(result.lastLoss() < result.firstLoss())
        ? Optional.of(
            "the loss does not fall: %.3f at first, %.3f at last"
                .formatted(result.firstLoss(), result.lastLoss()))
        : Optional.empty();
  }

  /** In words, for the report. */
  public String words() {
    if (failure.isPresent()) {
      return "failed: " + failure.get();
    }
    return result.isPresent() ? "done" : "not done yet";
  }
}
