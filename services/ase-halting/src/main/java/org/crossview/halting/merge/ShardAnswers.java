package org.crossview.halting.merge;

import static org.crossview.core.rejection.RejectionReason.INVALID_FIELD;

import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.StepCandidates;
import org.crossview.stage.message.RefChecks;

/** Checks one shard's answer before it is joined with the others. */
public final class ShardAnswers {
  /** More shards than any gallery has; a higher number is a broken message. */
  public static final int MAX_SHARDS = 4096;

  /** Most bytes of one answer: room for 1,000 candidates of 500 bytes at each of four steps. */
  public static final int MAX_BYTES = 2 << 20;

  private ShardAnswers() {}

  /**
   * Returns when the answer can be joined.
   *
   * @throws UnusableInputException {@code invalid-field}, naming the field, its value and what is
   *     allowed
   */
  public static void check(PanoramaSearched answer) throws UnusableInputException {
    if (answer.getSerializedSize() > MAX_BYTES) {
      throw invalid(
          "the answer has %d bytes; at most %d can be joined, so let gallery-search give fewer candidates"
              .formatted(answer.getSerializedSize(), MAX_BYTES));
    }
    if (answer.getModelVersion().isEmpty()) {
      throw invalid("model_version is empty; it must name the model that made the descriptors");
    }
    if (answer.getShards() < 1 || answer.getShards() > MAX_SHARDS) {
      throw invalid("shards is %d; it must be 1 .. %d".formatted(answer.getShards(), MAX_SHARDS));
    }
    if (answer.getShard() < 0 || answer.getShard() >= answer.getShards()) {
      throw invalid(
          "shard is %d; with %d shards it must be 0 .. %d"
              .formatted(answer.getShard(), answer.getShards(), answer.getShards() - 1));
    }
    if (answer.getStepsCount() == 0) {
      throw invalid(
          "steps is empty; a shard answers for every refinement step, if need be with no tile");
    }
    for (int step = 1; step <= answer.getStepsCount(); step++) {
      check(step, answer.getSteps(step - 1));
    }
  }

  private static void check(int step, StepCandidates candidates) throws UnusableInputException {
    for (Candidate candidate : candidates.getCandidatesList()) {
      RefChecks.check(candidate.getTile());
      float distance = candidate.getDistance();
      if (!(distance >= 0) || Float.isInfinite(distance)) {
        throw invalid(
            "step %d has tile %s at distance %s; a distance is finite and not negative"
                .formatted(step, candidate.getTile().getId(), distance));
      }
    }
  }

  private static UnusableInputException invalid(String detail) {
    return new UnusableInputException(INVALID_FIELD, detail);
  }
}
