package org.crossview.cli.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.crossview.cli.terminal.Json;
import org.crossview.datasets.split.Omission;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.Interval;
import org.crossview.sirnet.evaluation.RetrievalSummary;
import org.crossview.sirnet.evaluation.RetrievalSummary.Recalls;

/** The figures for programs: fractions 0..1; see docs/evaluation.md. */
final class EvaluationJson {
  private EvaluationJson() {}

  static String of(Evaluation evaluation) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    add(root, evaluation);
    return Json.text(root);
  }

  private static void add(ObjectNode root, Evaluation evaluation) {
    root.put("dataset", evaluation.dataset());
    root.put("fovDegrees", evaluation.view().degrees());
    root.put("unknownHeading", evaluation.view().unknownHeading());
    ObjectNode leftOut = root.putObject("leftOut");
    leftOut.put("missing", evaluation.omissions().count(Omission.Kind.MISSING));
    leftOut.put("broken", evaluation.omissions().count(Omission.Kind.BROKEN));
    addResult(root, evaluation.result());
    evaluation
        .other()
        .ifPresent(
            other -> {
              ObjectNode compare = root.putObject("compare");
              addResult(compare, other);
              addDifference(compare.putObject("difference"), evaluation.difference().orElseThrow());
            });
    root.put("resamples", Bootstrap.RESAMPLES);
    root.put("seconds", evaluation.seconds());
    if (!evaluation.parts().isEmpty()) {
      ArrayNode parts = root.putArray("parts");
      evaluation.parts().forEach(part -> add(parts.addObject(), part));
    }
  }

  private static void addResult(ObjectNode node, ModelResult result) {
    RetrievalSummary summary = result.summary();
    node.put("modelVersion", result.modelVersion());
    node.put("queries", summary.queries());
    node.put("gallery", summary.gallery());
    node.put("k1percent", summary.onePercent());
    addFigures(node, summary, (target, name, interval) -> target.put(name, interval.mean()));
    ObjectNode adaptive = (ObjectNode) node.get("ase");
    summary.histogram().forEach(adaptive.putArray("histogram")::add);
    result.errors().ifPresent(errors -> addErrors(node, errors));
    result.headings().ifPresent(h -> node.putObject("heading").put("found", h.fraction().mean()));
    addDifference(
        node.putObject("aseLessBestStep").put("step", summary.bestStep()), summary.gain());
    ObjectNode intervals = node.putObject("ci95");
    addFigures(intervals, summary, EvaluationJson::putEnds);
    result
        .errors()
        .ifPresent(
            errors -> addWithin(intervals.putObject("position"), errors, EvaluationJson::putEnds));
    result
        .headings()
        .ifPresent(h -> putEnds(intervals.putObject("heading"), "found", h.fraction()));
  }

  private static void addErrors(ObjectNode node, PositionErrors errors) {
    ObjectNode position = node.putObject("position");
    // JSON knows no infinity.
    position.put(
        "medianMeters", Double.isFinite(errors.medianMetres()) ? errors.medianMetres() : null);
    addWithin(position, errors, (target, name, interval) -> target.put(name, interval.mean()));
  }

  private static void addWithin(ObjectNode node, PositionErrors errors, Put put) {
    errors
        .within()
        .forEach((metres, fraction) -> put.field(node, "within%dm".formatted(metres), fraction));
  }

  private static void putEnds(ObjectNode target, String name, Interval interval) {
    target.putArray(name).add(interval.low()).add(interval.high());
  }

  /** How an interval becomes a field. */
  private interface Put {
    void field(ObjectNode target, String name, Interval interval);
  }

  private static void addFigures(ObjectNode node, RetrievalSummary summary, Put put) {
    var steps = node.putArray("steps");
    for (int t = 0; t < summary.steps().size(); t++) {
      addRecalls(steps.addObject().put("step", t + 1), summary.steps().get(t), put);
    }
    ObjectNode adaptive = node.putObject("ase");
    addRecalls(adaptive, summary.adaptive(), put);
    put.field(adaptive, "meanSteps", summary.meanSteps());
    put.field(node.putObject("oracle"), "r1", summary.oracle());
    put.field(node.putObject("pessimistic"), "r1", summary.pessimistic());
  }

  private static void addRecalls(ObjectNode node, Recalls recalls, Put put) {
    put.field(node, "r1", recalls.r1());
    put.field(node, "r5", recalls.r5());
    put.field(node, "r10", recalls.r10());
    put.field(node, "r1percent", recalls.r1percent());
  }

  private static void addDifference(ObjectNode node, Interval difference) {
    node.put("r1", difference.mean());
    node.putArray("ci95").add(difference.low()).add(difference.high());
    node.put("significant", difference.excludesZero());
  }
}
