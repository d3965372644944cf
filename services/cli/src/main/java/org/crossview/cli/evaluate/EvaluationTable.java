package org.crossview.cli.evaluate;

import java.util.Formatter;
import java.util.Locale;
import org.crossview.sirnet.evaluation.Interval;
import org.crossview.sirnet.evaluation.RetrievalSummary;
import org.crossview.sirnet.evaluation.RetrievalSummary.Recalls;

/** The figures for a person: percent, with 95 % intervals in brackets. */
final class EvaluationTable {
  private EvaluationTable() {}

  static String of(Evaluation evaluation) {
    Formatter out = new Formatter(Locale.ROOT);
    RetrievalSummary summary = evaluation.result().summary();
    out.format(
        "%s: %d queries, %d tiles%s, 1 %% is K = %d%n",
        evaluation.dataset(),
        summary.queries(),
        summary.gallery(),
        evaluation.parts().isEmpty() ? "" : " each",
        summary.onePercent());
    if (!evaluation.omissions().isEmpty()) {
      out.format("%s%n", evaluation.omissions().summary());
    }
    if (!evaluation.view().isOrdinary()) {
      out.format("%s%n", evaluation.view().words());
    }
    add(out, evaluation.result());
    evaluation
        .other()
        .ifPresent(
            other -> {
              add(out, other);
              Interval difference = evaluation.difference().orElseThrow();
              out.format(
                  "%s less %s, adaptive r@1, paired: %s%n",
                  evaluation.result().modelVersion(), other.modelVersion(), points(difference));
            });
    return out.toString();
  }

  private static void add(Formatter out, ModelResult result) {
    RetrievalSummary summary = result.summary();
    out.format(
        "%nmodel %s%n%-12s%-22s%-22s%-22s%-22s%n",
        result.modelVersion(), "", "r@1 %", "r@5 %", "r@10 %", "r@1% %");
    for (int t = 0; t < summary.steps().size(); t++) {
      addRow(out, "step " + (t + 1), summary.steps().get(t));
    }
    addRow(out, "adaptive", summary.adaptive());
    out.format("%-12s%s, the best step of each query%n", "oracle", percent(summary.oracle()));
    out.format(
        "%-12s%s, adaptive with ties against the truth%n",
        "pessimistic", percent(summary.pessimistic()));
    result.errors().ifPresent(errors -> addErrors(out, errors));
    result.headings().ifPresent(found -> addHeadings(out, found.fraction()));
    out.format(
        "halted at steps %s, %.2f on average%n", summary.histogram(), summary.meanSteps().mean());
    out.format(
        "adaptive less step %d, the best, r@1, paired: %s%n",
        summary.bestStep(), points(summary.gain()));
  }

  private static void addErrors(Formatter out, PositionErrors errors) {
    if (Double.isFinite(errors.medianMetres())) {
      out.format("%-12s%.1f m is the median, adaptive%n", "error", errors.medianMetres());
    }
    errors
        .within()
        .forEach(
            (metres, fraction) ->
                out.format("%-12s%s%n", "<= %d m".formatted(metres), percent(fraction)));
  }

  private static void addHeadings(Formatter out, Interval found) {
    out.format("%-12s%s, off by less than two columns of the map%n", "heading", percent(found));
  }

  private static void addRow(Formatter out, String name, Recalls recalls) {
    out.format(
        "%-12s%-22s%-22s%-22s%-22s%n",
        name,
        percent(recalls.r1()),
        percent(recalls.r5()),
        percent(recalls.r10()),
        percent(recalls.r1percent()));
  }

  private static String percent(Interval i) {
    return String.format(
        Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * i.mean(), 100 * i.low(), 100 * i.high());
  }

  private static String points(Interval i) {
    return String.format(
        Locale.ROOT,
        "%+.2f points [%+.2f, %+.2f], %s",
        100 * i.mean(),
        100 * i.low(),
        100 * i.high(),
        i.excludesZero() ? "significant" : "not significant");
  }
}
