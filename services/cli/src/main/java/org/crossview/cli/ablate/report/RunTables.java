package org.crossview.cli.ablate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.Measure;
import org.crossview.cli.ablate.run.RunResult;
import org.crossview.cli.ablate.run.RunState;

/** The part of a report that lists the runs: smoke runs with their losses, the others by step. */
final class RunTables {
  private final AblationList list;
  private final List<RunState> states;

  RunTables(AblationList list, List<RunState> states) {
    this.list = list;
    this.states = states;
  }

  void addTo(List<Block> blocks) {
    addSmoke(blocks);
    addRuns(blocks);
  }

  private void addSmoke(List<Block> blocks) {
    List<RunState> smoke = states.stream().filter(state -> state.run().smoke()).toList();
    if (smoke.isEmpty()) {
      return;
    }
    blocks.add(new Block.Heading(2, "Smoke runs"));
    blocks.add(
        new Block.Paragraph(
            "Trained for a few steps only, to see that they are built and learn; nothing about how good"
                + " they are. Losses are means of the first and of the last five steps."));
    List<List<String>> rows = new ArrayList<>();
    for (RunState state : smoke) {
      if (state.result().isEmpty()) {
        rows.add(
            List.of(
                state.run().name(),
                state.words(),
                AblationReport.NOTHING,
                AblationReport.NOTHING,
                AblationReport.NOTHING,
                AblationReport.NOTHING,
                AblationReport.NOTHING));
        continue;
      }
      RunResult result = state.result().get();
      RunResult.Shape shape = result.shape();
      rows.add(
          List.of(
              result.run(),
              state.failure().isPresent() ? "does not fall" : "falls",
              shape.ground() + ", " + shape.aerial(),
              shape.steps() + " x " + shape.descriptor(),
              String.format(Locale.ROOT, "%,d", shape.parameters()),
              Integer.toString(result.steps()),
              String.format(Locale.ROOT, "%.3f to %.3f", result.firstLoss(), result.lastLoss())));
    }
    blocks.add(
        new Block.Table(
            List.of(
                "run",
                "loss",
                "panorama, tile",
                "T x values",
                "parameters",
                "steps",
                "loss from to"),
            rows,
            2));
    List<RunResult> done = smoke.stream().flatMap(s -> s.result().stream()).toList();
    if (!done.isEmpty()) {
      blocks.add(
          new Block.Picture(
              "smoke", "Loss of every smoke run over its steps", AblationCharts.smoke(done)));
    }
  }

  private void addRuns(List<Block> blocks) {
    blocks.add(new Block.Heading(2, "All runs"));
    String test = list.tests().keySet().iterator().next();
    List<List<String>> rows = new ArrayList<>();
    for (RunState state : states) {
      if (!state.run().smoke()) {
        rows.add(cells(state, test));
      }
    }
    blocks.add(
        new Block.Paragraph(
            "r@1 in test '%s', percent: of each step, and with adaptive step estimation (ASE)."
                .formatted(test)));
    blocks.add(
        new Block.Table(
            List.of(
                "run",
                "state",
                "seed",
                "parameters",
                "s a step",
                "last loss",
                "r@1 by step",
                "ASE"),
            rows,
            2));
  }

  private static List<String> cells(RunState state, String test) {
    if (state.result().isEmpty()) {
      return List.of(
          state.run().name(),
          state.words(),
          Long.toString(state.run().seed()),
          AblationReport.NOTHING,
          AblationReport.NOTHING,
          AblationReport.NOTHING,
          AblationReport.NOTHING,
          AblationReport.NOTHING);
    }
    RunResult result = state.result().get();
    RunResult.TestResult found = result.tests().get(test);
    List<String> steps = new ArrayList<>();
    for (int t = 1; t <= result.shape().steps(); t++) {
      steps.add(percent(found.recall(new Measure(result.run(), Integer.toString(t)), 1)));
    }
    return List.of(
        result.run(),
        state.words(),
        Long.toString(result.seed()),
        String.format(Locale.ROOT, "%,d", result.shape().parameters()),
        String.format(Locale.ROOT, "%.2f", result.secondsPerStep()),
        String.format(Locale.ROOT, "%.3f", result.lastLoss()),
        String.join(", ", steps),
        percent(found.recall(new Measure(result.run(), Measure.ASE), 1)));
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f", 100 * fraction);
  }
}
