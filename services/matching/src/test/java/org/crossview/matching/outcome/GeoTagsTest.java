package org.crossview.matching.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.crossview.matching.outcome.Panoramas.halted;
import static org.crossview.matching.outcome.Panoramas.panorama;

import java.util.List;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.GeoTag;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.TileRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoTagsTest {
  private static final PanoramaHalted HALTED = halted(panorama("p1"));

  @Test
  void thePositionIsTheBestTilesCentreAndTheConfidenceOnePlusC() throws Exception {
    GeoTag geotag = GeoTags.of(HALTED, List.of());

    assertThat(geotag.getPosition())
        .isEqualTo(Position.newBuilder().setLat(60.5).setLon(24.25).build());
    assertThat(geotag.getConfidence()).isEqualTo(.75);
    assertThat(geotag.getStep()).isEqualTo(2);
    assertThat(geotag.getCandidatesList()).isEqualTo(HALTED.getCandidatesList());
    assertThat(geotag.getModelVersion()).isEqualTo("0123456789ab");
    assertThat(geotag.hasRadius95M()).as("no calibration, no radius").isFalse();
  }

  @Test
  void theHeadingIsPassedOnOnlyWhereTheVehicleGaveOne() throws Exception {
    assertThat(GeoTags.of(HALTED, List.of()).hasHeadingDeg()).isFalse();
    PanoramaHalted withHeading = halted(panorama("p1").toBuilder().setHeadingDeg(0).build());
    GeoTag geotag = GeoTags.of(withHeading, List.of());
    assertThat(geotag.hasHeadingDeg()).isTrue();
    assertThat(geotag.getHeadingDeg()).isZero();
  }

  @Test
  void aBestTileWithoutAPositionIsNamedAndNoPositionIsMadeUp() throws Exception {
    PanoramaHalted halted =
        HALTED.toBuilder().clearCandidates().addCandidates(HALTED.getCandidates(1)).build();

    GeoTag geotag = GeoTags.of(halted, List.of());

    assertThat(geotag.hasPosition()).isFalse();
    assertThat(geotag.getCandidates(0).getTile().getId()).isEqualTo("tile-2");
  }

  @Test
  void aSingleTileGivesConfidenceZero() throws Exception {
    assertThat(
            GeoTags.of(HALTED.toBuilder().setConfidences(1, -1).build(), List.of()).getConfidence())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, 0, .5f, -1.5f})
  void aConfidenceOutsideItsRangeIsRejected(float confidence) {
    assertInvalid(HALTED.toBuilder().setConfidences(1, confidence).build(), "[-1, 0)");
  }

  @Test
  void messagesThatDoNotHoldTogetherAreRejected() {
    assertInvalid(HALTED.toBuilder().setStep(3).build(), "step is 3 and there are 2");
    assertInvalid(HALTED.toBuilder().setStep(0).clearConfidences().build(), "step is 0");
    assertInvalid(HALTED.toBuilder().clearCandidates().build(), "candidates is empty");
    assertInvalid(
        HALTED.toBuilder()
            .setCandidates(
                0,
                HALTED.getCandidates(0).toBuilder()
                    .setTile(
                        TileRef.newBuilder()
                            .setId("t")
                            .setCentre(Position.newBuilder().setLat(Double.NaN))))
            .build(),
        "NaN");
  }

  private static void assertInvalid(PanoramaHalted halted, String detail) {
    UnusableInputException thrown =
        catchThrowableOfType(UnusableInputException.class, () -> GeoTags.of(halted, List.of()));
    assertThat(thrown).hasMessageContaining(detail);
    assertThat(thrown.reason()).isEqualTo(RejectionReason.INVALID_FIELD);
  }
}
