package org.crossview.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.split.Tile;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.serving.DescriptorModel;

/**
 * How a model ranks the queries of a data set: what {@code evaluate --data NAME:ROOT} counts.
 *
 * @param outcomes of every query that can be used, in their order
 * @param gallery tiles that can be used
 * @param onePercent K of r@1 %
 * @param omissions images that were left out
 */
public record SetRanking(
    List<QueryOutcome> outcomes, int gallery, int onePercent, Omissions omissions) {
  private static final FieldOfView WHOLE = new FieldOfView(360, false);

  /**
   * Sees that descriptors of a set by such a model fit into the memory that Java may use.
   *
   * @throws UserErrorException naming what is needed and how to give it
   */
  public static void requireMemory(EvaluationSet set, ModelDescription model) {
    DescriptorMemory.of(set, List.of(model), WHOLE).requireWithin(Runtime.getRuntime().maxMemory());
  }

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
   * @param place where they are named, for messages
   * @throws UserErrorException if the distractors are tiles of the queries' gallery
   */
  public static EvaluationSet set(Split queries, Optional<Split> distractors, String place) {
    EvaluationSet plain = new SplitSet(queries);
    if (distractors.isEmpty()) {
      return plain;
    }
    requireOthers(queries, distractors.get(), place);
    return new WithDistractors(plain, new FileTiles(distractors.get()));
  }

  /**
   * A right tile that comes twice would be its own distractor. Files tell, since a folder has many
   * names; the set's name does where there are two copies of its files.
   */
  private static void requireOthers(Split queries, Split distractors, String place) {
    if (queries.name().equals(distractors.name())) {
      throw new UserErrorException(
          "%s: %s is the data set of the queries; name another"
              .formatted(place, distractors.name()));
    }
    Set<Path> own = queries.tiles().stream().map(SetRanking::file).collect(Collectors.toSet());
    for (Tile tile : distractors.tiles()) {
      Path file = file(tile);
      if (own.contains(file)) {
        throw new UserErrorException(
            "%s: the tile %s of %s is in the gallery of %s already; name a data set of other tiles"
                .formatted(place, file, distractors.name(), queries.name()));
      }
    }
  }

  private static Path file(Tile tile) {
    try {
      return tile.file().toRealPath();
    } catch (IOException e) {
      // It is gone since it was listed, which is reported where it is read.
      return tile.file().toAbsolutePath().normalize();
    }
  }
}
