package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crossview.core.geo.LatLon;
import org.crossview.proto.v1.PanoramaCaptured;
import org.junit.jupiter.api.Test;

class PanoramaSenderTest {
  @Test
  void theTruthNeverEntersTheMessage() {
    Truth truth = new Truth(List.of("secret-tile"), Optional.of(new LatLon(48.1234, 11.5678)));
    Shot shot =
        new Shot("p1", "v1", new byte[] {1, 2}, "equirectangular", OptionalDouble.of(90), truth);
    Shot elsewhere =
        new Shot(
            "p1",
            "v1",
            new byte[] {1, 2},
            "equirectangular",
            OptionalDouble.of(90),
            new Truth(List.of(), Optional.empty()));

    PanoramaCaptured message = withoutTime(PanoramaSender.message(shot));

    assertThat(message).isEqualTo(withoutTime(PanoramaSender.message(elsewhere)));
    assertThat(message.getRef().hasPrior()).isFalse();
    assertThat(message.getRef().getHeadingDeg()).isEqualTo(90);
  }

  @Test
  void withoutAHeadingTheFieldIsAbsentRatherThanZero() {
    Shot shot =
        new Shot(
            "p1",
            "v1",
            new byte[0],
            "equirectangular",
            OptionalDouble.empty(),
            new Truth(List.of(), Optional.empty()));
    assertThat(PanoramaSender.message(shot).getRef().hasHeadingDeg()).isFalse();
  }

  private static PanoramaCaptured withoutTime(PanoramaCaptured message) {
    PanoramaCaptured.Builder builder = message.toBuilder();
    builder.getRefBuilder().clearCapturedAtUs();
    return builder.build();
  }
}
