package org.crossview.cli.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.crossview.cli.evaluate.Describer;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.sirnet.evaluation.Comparison;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.L2Comparison;
import org.crossview.sirnet.evaluation.Outcome;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.serving.DescriptorModel;

/** Finds the nearest tiles to queries, as {@code evaluate} ranks them. */
final class Retrieval {
  /** As in the paper's Fig. 13. */
  static final int SHOWN = 3;

  private final EvaluationSet set;
  private final DescriptorModel model;

  Retrieval(EvaluationSet set, DescriptorModel model) {
    this.set = set;
    this.model = model;
  }

  /** The answers to all queries of the set. */
  List<Answer> answers() throws InterruptedException {
    ModelDescription description = model.description();
    DescriptorBlocks queries =
        new DescriptorBlocks(set.queries(), description.steps(), description.descriptorLength());
    for (int q = 0; q < set.queries(); q++) {
      queries.set(q, described(q));
    }
    DescriptorBlocks tiles =
        new Describer(List.of(model)).tiles(set).whole(set::tileName).getFirst();
    Comparison comparison = new L2Comparison(queries, tiles);
    List<Outcome> outcomes = RetrievalEvaluation.outcomes(comparison, set, count -> {});
    List<Answer> answers = new ArrayList<>();
    for (int q = 0; q < outcomes.size(); q++) {
      answers.add(answer(comparison, q, outcomes.get(q)));
    }
    return answers;
  }

  private float[][] described(int query) {
    try {
      return model.ground(List.of(set.query(query).prepared(model.description())))[0];
    } catch (UnusableInputException e) {
      throw new UserErrorException(set.queryName(query) + ": " + e.getMessage(), e);
    }
  }

  private Answer answer(Comparison comparison, int query, Outcome outcome) {
    float[][] squared = new float[1][comparison.tiles()];
    comparison.compare(outcome.step() - 1, query, squared);
    List<Integer> nearest =
        IntStream.range(0, squared[0].length)
            .boxed()
            .sorted(Comparator.comparingDouble(tile -> squared[0][tile]))
            .limit(SHOWN)
            .toList();
    List<Answer.Found> first = new ArrayList<>();
    for (int tile : nearest) {
      first.add(found(query, tile, first.size() + 1, squared[0][tile]));
    }
    int right = outcome.right().get(outcome.step() - 1);
    Optional<Answer.Found> truth =
        right < 0
            ? Optional.empty()
            : Optional.of(found(query, right, outcome.adaptive().nearer() + 1, squared[0][right]));
    return new Answer(query, set.queryName(query), outcome.step(), first, truth);
  }

  private Answer.Found found(int query, int tile, int rank, float squared) {
    return new Answer.Found(
        tile,
        set.tileName(tile),
        rank,
        Math.sqrt(squared),
        set.metres(query, tile),
        set.isHit(query, tile));
  }
}
