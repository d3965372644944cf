package org.crossview.cli.explain;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.evaluate.Describer;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.UsableSet;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.sirnet.evaluation.Comparison;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.L2Comparison;
import org.crossview.sirnet.evaluation.QueryOutcome;
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

  /**
   * What came of a set.
   *
   * @param answers to the queries that can be asked, at least one
   * @param gallery tiles among which they were looked for
   * @param omissions images that are left out
   * @param unasked queries that were left out, of whom an image is broken
   */
  record Result(List<Answer> answers, int gallery, Omissions omissions, List<String> unasked) {}

  /**
   * The answers to all queries of the set.
   *
   * @throws UserErrorException if none of them can be used
   */
  Result result() throws InterruptedException {
    Map<Integer, String> broken = new TreeMap<>();
    DescriptorBlocks queries = queries(broken);
    Describer.Description tiles = new Describer(List.of(model)).tiles(set);
    Omissions omissions = new Omissions();
    omissions.addAll(set.missing());
    omissions.addBroken(broken, set::queryName);
    omissions.addBroken(tiles.broken(), set::tileName);
    UsableSet usable = new UsableSet(set, broken.keySet(), tiles.broken().keySet());
    if (usable.queries().length == 0 || usable.tiles().length == 0) {
      throw new UserErrorException(
          "no panorama that was asked for can be used with its tile in %s; the first image at fault"
                  .formatted(set.name())
              + " is "
              + omissions.all().getFirst().line());
    }
    Comparison comparison =
        new L2Comparison(usable.queriesOf(queries), usable.tilesOf(tiles.byModel().getFirst()));
    List<QueryOutcome> outcomes = RetrievalEvaluation.outcomes(comparison, usable, count -> {});
    List<Answer> answers = new ArrayList<>();
    for (int q = 0; q < outcomes.size(); q++) {
      answers.add(answer(usable, comparison, q, outcomes.get(q)));
    }
    return new Result(answers, usable.tiles().length, omissions, unasked(usable));
  }

  private DescriptorBlocks queries(Map<Integer, String> broken) {
    ModelDescription description = model.description();
    DescriptorBlocks queries =
        new DescriptorBlocks(set.queries(), description.steps(), description.descriptorLength());
    for (int q = 0; q < set.queries(); q++) {
      try {
        queries.set(q, model.ground(List.of(set.query(q).prepared(description)))[0]);
      } catch (UnusableInputException e) {
        broken.put(q, e.getMessage());
      } catch (UncheckedIOException e) {
        broken.put(q, Describer.unreadable(e));
      }
    }
    return queries;
  }

  private List<String> unasked(UsableSet usable) {
    return IntStream.range(0, set.queries())
        .filter(q -> Arrays.binarySearch(usable.queries(), q) < 0)
        .mapToObj(set::queryName)
        .toList();
  }

  private Answer answer(UsableSet usable, Comparison comparison, int query, QueryOutcome outcome) {
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
      first.add(found(usable, query, tile, first.size() + 1, squared[0][tile]));
    }
    int right = outcome.right().get(outcome.step() - 1);
    Optional<Answer.Found> truth =
        right < 0
            ? Optional.empty()
            : Optional.of(
                found(usable, query, right, outcome.adaptive().nearer() + 1, squared[0][right]));
    int asked = usable.queries()[query];
    return new Answer(asked, set.queryName(asked), outcome.step(), first, truth);
  }

  private Answer.Found found(UsableSet usable, int query, int tile, int rank, float squared) {
    int number = usable.tiles()[tile];
    return new Answer.Found(
        number,
        set.tileName(number),
        rank,
        Math.sqrt(squared),
        usable.metres(query, tile),
        usable.isHit(query, tile));
  }
}
