package org.crossview.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.crossview.cli.data.Omissions;
import org.crossview.sirnet.evaluation.Interval;
import org.crossview.sirnet.evaluation.RetrievalSummary;

/**
 * All that an evaluation found.
 *
 * @param dataset in words
 * @param view what the panoramas showed
 * @param omissions images that were left out
 * @param result of the model
 * @param other of the model that it is compared with
 * @param difference adaptive r@1 of the model less that of the other one, paired
 * @param seconds from the first image to the last figure
 * @param parts the evaluations that this one puts together; none if it is of one set
 */
record Evaluation(
    String dataset,
    FieldOfView view,
    Omissions omissions,
    ModelResult result,
    Optional<ModelResult> other,
    Optional<Interval> difference,
    double seconds,
    List<Evaluation> parts) {
  /**
   * The queries of all, each ranked in the gallery of its own set.
   *
   * @param parts of the same models and the same view, at least two
   */
  static Evaluation together(List<Evaluation> parts) {
    Omissions omissions = new Omissions();
    parts.forEach(part -> omissions.addAll(part.omissions.all()));
    List<ModelResult> results = new ArrayList<>();
    results.add(together(parts, Evaluation::result));
    if (parts.getFirst().other.isPresent()) {
      results.add(together(parts, part -> part.other.orElseThrow()));
    }
    return of(
        "%d together (%s)"
            .formatted(
                parts.size(),
                parts.stream().map(Evaluation::dataset).collect(Collectors.joining("; "))),
        parts.getFirst().view,
        omissions,
        results,
        parts.stream().mapToDouble(Evaluation::seconds).sum(),
        List.copyOf(parts));
  }

  private static ModelResult together(
      List<Evaluation> parts, Function<Evaluation, ModelResult> model) {
    return ModelResult.together(parts.stream().map(model).toList(), Evaluator.BOOTSTRAP);
  }

  /** What one model, or two that are compared, achieved; the rest is as in the record. */
  static Evaluation of(
      String dataset,
      FieldOfView view,
      Omissions omissions,
      List<ModelResult> results,
      double seconds,
      List<Evaluation> parts) {
    ModelResult result = results.getFirst();
    Optional<ModelResult> other =
        results.size() == 1 ? Optional.empty() : Optional.of(results.getLast());
    return new Evaluation(
        dataset,
        view,
        omissions,
        result,
        other,
        other.map(
            o -> RetrievalSummary.difference(result.outcomes(), o.outcomes(), Evaluator.BOOTSTRAP)),
        seconds,
        parts);
  }
}
