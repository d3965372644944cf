package org.crossview.halting.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.crossview.core.geo.LatLon;
import org.crossview.core.halting.DistanceKind;
import org.crossview.core.halting.Halting;
import org.crossview.core.halting.PlacedTile;
import org.crossview.core.halting.Places;
import org.crossview.core.halting.StepEstimation;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.PositionPrior;
import org.crossview.proto.v1.TileRef;

/** Chooses the refinement step by Algorithm 1, over what all shards of the gallery answered. */
public final class HaltingRule {
  private final StepEstimation estimation;

  public HaltingRule(DistanceKind distance) {
    estimation = new StepEstimation(distance);
  }

  /**
   * The chosen step with its candidates over all shards, without timings.
   *
   * @param answers one of every shard, each checked by {@link ShardAnswers}, all about the same
   *     panorama and of the same model
   * @throws UnusableInputException {@code no-coverage} where no shard has a candidate, {@code
   *     invalid-field} where the answers do not fit together
   */
  public PanoramaHalted decide(Collection<PanoramaSearched> answers) throws UnusableInputException {
    PanoramaSearched any = answers.iterator().next();
    List<List<Candidate>> steps = merged(answers, any.getStepsCount());
    if (steps.stream().allMatch(List::isEmpty)) {
      throw new UnusableInputException(RejectionReason.NO_COVERAGE, noCoverage(any.getRef()));
    }
    for (int step = 1; step <= steps.size(); step++) {
      if (steps.get(step - 1).isEmpty()) {
        throw invalid(
            "step %d of %d has no candidate although others have; a shard answers for all steps"
                .formatted(step, steps.size()));
      }
    }
    Halting halting = estimation.choose(steps.stream().map(HaltingRule::distances).toList());
    PanoramaHalted.Builder halted =
        PanoramaHalted.newBuilder()
            .setRef(any.getRef())
            .setModelVersion(any.getModelVersion())
            .setStep(halting.step())
            .addAllCandidates(steps.get(halting.step() - 1));
    for (double confidence : halting.confidences()) {
      halted.addConfidences((float) confidence);
    }
    return halted.build();
  }

  private static List<List<Candidate>> merged(Collection<PanoramaSearched> answers, int count)
      throws UnusableInputException {
    for (PanoramaSearched answer : answers) {
      if (answer.getStepsCount() != count) {
        throw invalid(
            "shard %d answered for %d steps and another for %d; shards of one model answer alike"
                .formatted(answer.getShard(), answer.getStepsCount(), count));
      }
    }
    List<List<Candidate>> steps = new ArrayList<>();
    for (int step = 0; step < count; step++) {
      List<List<Candidate>> shards = new ArrayList<>();
      for (PanoramaSearched answer : answers) {
        shards.add(answer.getSteps(step).getCandidatesList());
      }
      steps.add(CandidateMerge.merge(shards));
    }
    return steps;
  }

  /** Distances of the candidates, tiles of the same place once. */
  private static double[] distances(List<Candidate> nearestFirst) {
    return Places.distinctDistances(
        nearestFirst.stream()
            .map(
                candidate ->
                    new PlacedTile(
                        candidate.getTile().getId(),
                        centre(candidate.getTile()),
                        candidate.getDistance()))
            .toList());
  }

  private static LatLon centre(TileRef tile) {
    return tile.hasCentre()
        ? new LatLon(tile.getCentre().getLat(), tile.getCentre().getLon())
        : null;
  }

  private static String noCoverage(PanoramaRef ref) {
    if (!ref.hasPrior()) {
      return "No shard of the gallery has a tile; import tiles before sending panoramas";
    }
    PositionPrior prior = ref.getPrior();
    return "No tile's centre lies within %s m of %s, %s; send a wider prior or none, or import tiles there"
        .formatted(prior.getRadiusM(), prior.getCentre().getLat(), prior.getCentre().getLon());
  }

  private static UnusableInputException invalid(String detail) {
    return new UnusableInputException(RejectionReason.INVALID_FIELD, detail);
  }
}
