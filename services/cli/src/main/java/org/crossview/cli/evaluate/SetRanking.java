package org.crossview.cli.evaluate;

import java.util.List;
import java.util.Optional;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.data.Omissions;
import org.crossview.sirnet.evaluation.Outcome;
import org.crossview.sirnet.serving.DescriptorModel;

/**
 * How a model ranks the queries of a data set: what {@code evaluate --data NAME:ROOT} counts.
 *
 * @param outcomes of every query that can be used, in their order
 * @param gallery tiles that can be used
 * @param onePercent K of r@1 %
 * @param omissions images that were left out
 */
public record SetRanking(List<Outcome> outcomes, int gallery, int onePercent, Omissions omissions) {
  private static final FieldOfView WHOLE = new FieldOfView(360, false);

  /** Describes all images and ranks the queries. */
  public static SetRanking of(EvaluationSet set, DescriptorModel model)
      throws InterruptedException {
    Evaluation evaluation = new Evaluator(set, WHOLE).evaluate(List.of(model));
    ModelResult result = evaluation.result();
    return new SetRanking(
        result.outcomes(),
        result.summary().gallery(),
        result.summary().onePercent(),
        evaluation.omissions());
  }

  /**
   * The queries and tiles of a data set's published protocol.
   *
   * @param distractors whose tiles join the gallery (Fig. 10)
   */
  public static EvaluationSet set(NamedData queries, Optional<NamedData> distractors) {
    EvaluationSet plain = new SplitSet(queries.queries());
    return distractors
        .<EvaluationSet>map(other -> new WithDistractors(plain, new SplitTiles(other.tiles())))
        .orElse(plain);
  }
}
