package org.crossview.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.RetrievalSummary;

/**
 * What a model achieved on a set.
 *
 * @param modelVersion 12 hexadecimal digits
 * @param outcomes of every query
 * @param summary of the outcomes
 * @param errors of the positions, where they are known
 * @param headings how often they were found, where they were unknown
 */
record ModelResult(
    String modelVersion,
    List<QueryOutcome> outcomes,
    RetrievalSummary summary,
    Optional<PositionErrors> errors,
    Optional<FoundHeadings> headings) {
  /**
   * What a model achieved on several sets, each with a gallery of its own.
   *
   * @param parts of one model, at least one
   * @throws IllegalArgumentException if they are of several models, or of galleries of several
   *     sizes, in which r@1 % is not the same
   */
  static ModelResult together(List<ModelResult> parts, Bootstrap bootstrap) {
    ModelResult first = parts.getFirst();
    List<QueryOutcome> outcomes = new ArrayList<>();
    for (ModelResult part : parts) {
      if (!part.modelVersion.equals(first.modelVersion)
          || part.summary.gallery() != first.summary.gallery()
          || part.summary.onePercent() != first.summary.onePercent()) {
        throw new IllegalArgumentException(
            "Only results of one model and of galleries of one size can be put together, got %s and %s with %d and %d tiles"
                .formatted(
                    first.modelVersion,
                    part.modelVersion,
                    first.summary.gallery(),
                    part.summary.gallery()));
      }
      outcomes.addAll(part.outcomes);
    }
    return new ModelResult(
        first.modelVersion,
        List.copyOf(outcomes),
        RetrievalSummary.of(
            outcomes, first.summary.gallery(), first.summary.onePercent(), bootstrap),
        ofAll(parts, ModelResult::errors).map(e -> PositionErrors.together(e, bootstrap)),
        ofAll(parts, ModelResult::headings).map(h -> FoundHeadings.together(h, bootstrap)));
  }

  /** Empty if one of them has none. */
  private static <T> Optional<List<T>> ofAll(
      List<ModelResult> parts, Function<ModelResult, Optional<T>> figure) {
    List<T> figures = parts.stream().map(figure).flatMap(Optional::stream).toList();
    return figures.size() == parts.size() ? Optional.of(figures) : Optional.empty();
  }
}
