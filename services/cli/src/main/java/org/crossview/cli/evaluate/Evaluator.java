package org.crossview.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.AzimuthComparison;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.Comparison;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.DescriptorMap;
import org.crossview.sirnet.evaluation.L2Comparison;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.evaluation.RetrievalSummary;
import org.crossview.sirnet.serving.DescriptorModel;

/** Takes a set from its images to the figures, with one model or two. */
final class Evaluator {
  static final Bootstrap BOOTSTRAP = new Bootstrap(Bootstrap.RESAMPLES, 20_221);

  private final EvaluationSet set;
  private final FieldOfView view;

  Evaluator(EvaluationSet set, FieldOfView view) {
    this.set = set;
    this.view = view;
  }

  Evaluation evaluate(List<DescriptorModel> models) throws InterruptedException {
    if (!view.isOrdinary()) {
      // Before the work rather than after it.
      models.forEach(model -> FieldOfView.map(model.description()));
    }
    DescriptorMemory.of(set, models.stream().map(DescriptorModel::description).toList(), view)
        .requireWithin(Runtime.getRuntime().maxMemory());
    long start = System.nanoTime();
    Describer describer = new Describer(models);
    Describer.Description queries = describer.queries(set, view);
    Describer.Description tiles = describer.tiles(set);
    Omissions omissions = omissions(queries, tiles);
    UsableSet usable = new UsableSet(set, queries.broken().keySet(), tiles.broken().keySet());
    if (usable.queries().length == 0) {
      throw new UserErrorException(
          "no panorama of %s can be used with its tile; the first image at fault is %s"
              .formatted(set.name(), omissions.all().getFirst().line()));
    }
    List<ModelResult> results = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      results.add(
          result(
              usable,
              models.get(m).description(),
              usable.queriesOf(queries.byModel().get(m)),
              usable.tilesOf(tiles.byModel().get(m))));
    }
    return Evaluation.of(
        set.name(), view, omissions, results, (System.nanoTime() - start) / 1e9, List.of());
  }

  private Omissions omissions(Describer.Description queries, Describer.Description tiles) {
    Omissions omissions = new Omissions();
    omissions.addAll(set.missing());
    omissions.addBroken(queries.broken(), set::queryName);
    omissions.addBroken(tiles.broken(), set::tileName);
    return omissions;
  }

  private ModelResult result(
      UsableSet usable, ModelDescription model, DescriptorBlocks queries, DescriptorBlocks tiles) {
    if (view.isOrdinary()) {
      return result(usable, model, new L2Comparison(queries, tiles), outcomes -> Optional.empty());
    }
    DescriptorMap map = FieldOfView.map(model);
    int[] shifts =
        IntStream.of(usable.queries())
            .map(query -> view.shift(query, model.width(), map))
            .toArray();
    AzimuthComparison comparison =
        new AzimuthComparison(
            map,
            queries,
            tiles,
            view.shown(model.width(), map),
            view.unknownHeading() ? null : shifts);
    return result(
        usable,
        model,
        comparison,
        outcomes ->
            view.unknownHeading()
                ? Optional.of(headings(comparison, map, outcomes, shifts))
                : Optional.empty());
  }

  /** Finds how often headings are right, where they were unknown. */
  private interface HeadingsOf {
    Optional<FoundHeadings> of(List<QueryOutcome> outcomes);
  }

  private ModelResult result(
      UsableSet usable, ModelDescription model, Comparison comparison, HeadingsOf headings) {
    List<QueryOutcome> outcomes;
    try (Progress progress = Progress.start("comparing", "queries", comparison.queries())) {
      outcomes = RetrievalEvaluation.outcomes(comparison, usable, progress::step);
    }
    int tiles = comparison.tiles();
    int onePercent = set.publishedOnePercent().orElse(Recall.onePercent(tiles));
    return new ModelResult(
        model.version(),
        outcomes,
        RetrievalSummary.of(outcomes, tiles, onePercent, BOOTSTRAP),
        PositionErrors.of(outcomes, usable::metres, BOOTSTRAP),
        headings.of(outcomes));
  }

  /** Along the right tile, at the step where the query halts. */
  private static FoundHeadings headings(
      AzimuthComparison comparison, DescriptorMap map, List<QueryOutcome> outcomes, int[] shifts) {
    double[] found =
        IntStream.range(0, outcomes.size())
            .parallel()
            .mapToDouble(
                query -> {
                  QueryOutcome outcome = outcomes.get(query);
                  int step = outcome.step() - 1;
                  int tile = outcome.right().get(step);
                  if (tile < 0) {
                    return 0;
                  }
                  int shift = comparison.bestShift(step, query, tile);
                  return FieldOfView.isFound(shift, shifts[query], map) ? 1 : 0;
                })
            .toArray();
    return FoundHeadings.of(found, BOOTSTRAP);
  }
}
