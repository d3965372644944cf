package org.crossview.cli.ablate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.run.Ablation;
import org.crossview.cli.ablate.run.RunResult;
import org.crossview.cli.ablate.run.RunState;
import org.crossview.cli.terminal.Json;
import org.crossview.sirnet.evaluation.Interval;

/** The figures of an ablation for programs: fractions 0..1; see docs/ablation.md. */
final class AblationJson {
  private static final List<String> RECALLS = List.of("r1", "r5", "r10", "r1percent");

  private AblationJson() {}

  static String of(AblationList list, Ablation.Outcome outcome, ReportFigures figures) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("title", list.title());
    root.put("steps", outcome.plan().steps());
    root.put("minutes", outcome.plan().minutes());
    ArrayNode findings = root.putArray("findings");
    figures.findings().forEach(finding -> add(findings.addObject(), finding));
    ArrayNode tables = root.putArray("tables");
    figures
        .tables()
        .forEach(
            (table, rows) -> {
              ArrayNode node = tables.addObject().put("title", table.title()).putArray("rows");
              rows.forEach(row -> add(node.addObject(), row));
            });
    ArrayNode runs = root.putArray("runs");
    outcome.states().forEach(state -> add(runs.addObject(), state));
    return Json.text(root);
  }

  private static void add(ObjectNode node, Figures.Finding finding) {
    node.put("claim", finding.spec().claim());
    node.put("better", finding.spec().better());
    node.put("than", finding.spec().than());
    node.put("verdict", finding.verdict().map(Enum::name).orElse("NOT_MEASURED"));
    finding.difference().ifPresent(d -> put(node, "difference", d));
    finding.bySeed().forEach(node.putArray("bySeed")::add);
    finding.paper().ifPresent(paper -> node.put("paper", paper.value() / 100));
  }

  private static void add(ObjectNode node, Figures.Row row) {
    node.put("label", row.spec().label());
    node.put("group", row.spec().group());
    node.put("measure", row.spec().measure());
    node.put("test", row.spec().test());
    for (int i = 0; i < row.recalls().size(); i++) {
      Figures.RecallOverSeeds recalls = row.recalls().get(i);
      ObjectNode recall = node.putObject(RECALLS.get(i));
      put(recall, "mean", recalls.interval());
      recalls.spread().ifPresent(spread -> recall.put("spread", spread));
      recalls.bySeed().forEach(recall.putArray("bySeed")::add);
    }
  }

  private static void put(ObjectNode node, String name, Interval interval) {
    node.put(name, interval.mean());
    node.putArray("ci95").add(interval.low()).add(interval.high());
  }

  private static void add(ObjectNode node, RunState state) {
    node.put("run", state.run().name());
    node.put("seed", state.run().seed());
    node.put("smoke", state.run().smoke());
    node.put(
        "state",
        state.failure().isPresent() ? "failed" : state.result().isPresent() ? "done" : "open");
    state.failure().ifPresent(reason -> node.put("reason", reason));
    state
        .result()
        .ifPresent(
            result -> {
              RunResult.Shape shape = result.shape();
              node.put("steps", result.steps());
              node.put("exportedStep", result.exportedStep());
              node.put("secondsPerStep", result.secondsPerStep());
              node.put("parameters", shape.parameters());
              node.put("multiplyAdds", shape.multiplyAdds());
              node.put("refinementSteps", shape.steps());
              node.put("descriptor", shape.descriptor());
              node.put("firstLoss", result.firstLoss());
              node.put("lastLoss", result.lastLoss());
            });
  }
}
