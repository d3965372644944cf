package org.crossview.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.explanation.GradCam;
import org.crossview.sirnet.explanation.PairHeat;

/** Looks at the pairs that an answer is about. */
final class Explainer {
  private final Pictures pictures;
  private final GradCam model;
  private final Optional<GradCam> compared;

  /**
   * @param model that answered
   * @param compared another one that looks at the same pairs
   */
  Explainer(Pictures pictures, GradCam model, Optional<GradCam> compared) {
    this.pictures = pictures;
    this.model = model;
    this.compared = compared;
  }

  /** The panorama with the nearest tile, and with the truth where that is another one. */
  List<ExplainedPair> pairs(Answer answer) {
    List<ExplainedPair> pairs = new ArrayList<>();
    Answer.Found nearest = answer.first().getFirst();
    pairs.add(pair(answer, nearest));
    if (!answer.isRight()) {
      answer.truth().ifPresent(truth -> pairs.add(pair(answer, truth)));
    }
    return pairs;
  }

  private ExplainedPair pair(Answer answer, Answer.Found tile) {
    List<ExplainedPair.ModelHeat> heats = new ArrayList<>();
    heats.add(
        new ExplainedPair.ModelHeat(
            compared.isPresent() ? "model " + model.description().version() : "",
            model.description(),
            heat(model, answer, tile),
            OptionalInt.of(answer.step())));
    compared.ifPresent(
        other ->
            heats.add(
                new ExplainedPair.ModelHeat(
                    "model " + other.description().version(),
                    other.description(),
                    heat(other, answer, tile),
                    OptionalInt.empty())));
    return new ExplainedPair(answer, tile, heats);
  }

  private PairHeat heat(GradCam gradCam, Answer answer, Answer.Found tile) {
    ModelDescription m = gradCam.description();
    return gradCam.explain(
        pictures.panorama(answer.query(), m.height(), m.width()),
        pictures.tile(tile.tile(), m.aerialHeight(), m.aerialWidth(), m.polar()));
  }
}
