package org.crossview.cli.explain;

import java.util.List;
import java.util.OptionalInt;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.explanation.PairHeat;

/**
 * A panorama and a tile that were compared, and where models look in them.
 *
 * @param answer the panorama, and what the gallery answers to it
 * @param tile the nearest one, or the truth
 * @param heats of the model that answered; then of the one it is compared with, if there is one
 */
record ExplainedPair(Answer answer, Answer.Found tile, List<ModelHeat> heats) {
  /**
   * How one model sees the pair.
   *
   * @param name for the sheet; empty where there is only one model
   * @param model that looked
   * @param heat where it looked
   * @param halt the step where the query halts; empty for a model that was not asked
   */
  record ModelHeat(String name, ModelDescription model, PairHeat heat, OptionalInt halt) {}
}
