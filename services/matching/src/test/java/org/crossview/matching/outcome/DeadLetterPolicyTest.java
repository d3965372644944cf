package org.crossview.matching.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.matching.outcome.Panoramas.panorama;
import static org.crossview.matching.outcome.Panoramas.rejected;
import static org.crossview.matching.outcome.Panoramas.unreadable;

import com.google.protobuf.ByteString;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.PanoramaRejected;
import org.junit.jupiter.api.Test;

class DeadLetterPolicyTest {
  private static final int LARGE = 1 << 20;
  private static final PanoramaRejected REJECTED = rejected(panorama("p1"));

  private final DeadLetterPolicy keeping = new DeadLetterPolicy(true, LARGE);
  private final DeadLetterPolicy withoutImages = new DeadLetterPolicy(false, LARGE);

  @Test
  void aDeadLetterSaysWhatWasRejectedWhereWhyAndWhen() {
    DeadLetter letter = keeping.of(REJECTED, 99);

    assertThat(letter.getPanorama()).isEqualTo(panorama("p1"));
    assertThat(letter.getStage()).isEqualTo("polar-preprocessing");
    assertThat(letter.getReason()).isEqualTo("undecodable-image");
    assertThat(letter.getDetail()).isEqualTo(REJECTED.getDetail());
    assertThat(letter.getOrigin()).isEqualTo(REJECTED.getOrigin());
    assertThat(letter.getOriginal()).isEqualTo(REJECTED.getOriginal());
    assertThat(letter.getRejectedAtUs()).isEqualTo(42);
    assertThat(letter.getTimingsList()).isEqualTo(REJECTED.getTimingsList());
    assertThat(letter.hasTile()).isFalse();
  }

  @Test
  void aRejectionWithoutATrailWasRejectedWhenItArrived() {
    assertThat(keeping.of(REJECTED.toBuilder().clearTimings().build(), 99).getRejectedAtUs())
        .isEqualTo(99);
  }

  @Test
  void imagesAreLeftOutWhereTheOperatorDoesNotAllowThem() {
    DeadLetter letter = withoutImages.of(REJECTED, 99);

    assertThat(letter.getOriginal()).isEmpty();
    assertThat(letter.getDetail()).startsWith(REJECTED.getDetail()).contains("3 original bytes");
    assertThat(letter.getDetail()).contains("panoramas.captured/3@7");
  }

  @Test
  void bytesThatCannotBeReadMayBeAnImageWhateverTopicTheyWereFoundIn() {
    PanoramaRejected found =
        unreadable(7).toBuilder()
            .setOrigin(unreadable(7).getOrigin().toBuilder().setTopic("panoramas.halted"))
            .build();
    assertThat(withoutImages.of(found, 99).getOriginal()).isEmpty();
  }

  @Test
  void recordsThatHoldNoImageAreKeptAlways() {
    PanoramaRejected searched =
        REJECTED.toBuilder()
            .setOrigin(REJECTED.getOrigin().toBuilder().setTopic("panoramas.searched"))
            .build();
    assertThat(withoutImages.of(searched, 99).getOriginal()).isEqualTo(REJECTED.getOriginal());
  }

  @Test
  void aDeadLetterThatWouldNotFitTheTopicGoesOutWithoutItsOriginal() {
    PanoramaRejected huge =
        REJECTED.toBuilder().setOriginal(ByteString.copyFrom(new byte[LARGE])).build();

    DeadLetter letter = keeping.of(huge, 99);

    assertThat(letter.getSerializedSize()).isLessThan(LARGE);
    assertThat(letter.getOriginal()).isEmpty();
    assertThat(letter.getDetail()).contains(LARGE + " original bytes").contains("exceed " + LARGE);
  }
}
