package org.crossview.matching.outcome;

import static org.crossview.core.rejection.RejectionReason.INVALID_FIELD;

import java.util.List;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.GeoTag;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.message.RefChecks;

/**
 * Makes a geotag of what ase-halting chose, by the first definitions: the position is the best
 * tile's centre, the confidence is 1 + C_t of the halted step and not calibrated, and there is no
 * radius.
 */
public final class GeoTags {
  private GeoTags() {}

  /**
   * The geotag of a halted panorama.
   *
   * @param timings of all stages, this one included
   * @return with a position only where the best tile has one, with a heading only where the vehicle
   *     gave one, never with a radius
   * @throws UnusableInputException {@code invalid-field}, naming the field, its value and what is
   *     allowed
   */
  public static GeoTag of(PanoramaHalted halted, List<StageTiming> timings)
      throws UnusableInputException {
    check(halted);
    TileRef best = halted.getCandidates(0).getTile();
    GeoTag.Builder geotag =
        GeoTag.newBuilder()
            .setRef(halted.getRef())
            .setConfidence(1.0 + halted.getConfidences(halted.getStep() - 1))
            .setStep(halted.getStep())
            .addAllCandidates(halted.getCandidatesList())
            .setModelVersion(halted.getModelVersion())
            .addAllTimings(timings);
    if (best.hasCentre()) {
      geotag.setPosition(best.getCentre());
    }
    if (halted.getRef().hasHeadingDeg()) {
      geotag.setHeadingDeg(halted.getRef().getHeadingDeg());
    }
    return geotag.build();
  }

  private static void check(PanoramaHalted halted) throws UnusableInputException {
    if (halted.getStep() < 1 || halted.getStep() != halted.getConfidencesCount()) {
      throw invalid(
          "step is %d and there are %d confidences; a panorama halted at step t has t of them"
              .formatted(halted.getStep(), halted.getConfidencesCount()));
    }
    float confidence = halted.getConfidences(halted.getStep() - 1);
    if (!(confidence >= -1 && confidence < 0)) {
      throw invalid(
          "the confidence of step %d is %s; it must be in [-1, 0)"
              .formatted(halted.getStep(), confidence));
    }
    if (halted.getCandidatesCount() == 0) {
      throw invalid("candidates is empty; a halted panorama has at least one");
    }
    RefChecks.check(halted.getCandidates(0).getTile());
  }

  private static UnusableInputException invalid(String detail) {
    return new UnusableInputException(INVALID_FIELD, detail);
  }
}
