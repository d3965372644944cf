package org.crossview.gallerysearch.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.Manifest.State;
import org.junit.jupiter.api.Test;

class EpochStateTest {
  @Test
  void withoutAManifestNothingIsServedWhateverIsInMemory() {
    assertThat(EpochState.of(Optional.empty(), Optional.empty()))
        .isInstanceOf(EpochState.Wait.class);
    assertThat(EpochState.of(Optional.empty(), loaded("one", 3)))
        .isInstanceOf(EpochState.Wait.class);
  }

  @Test
  void aCompleteEpochThatIsInMemoryIsServedAndAnotherIsLoaded() {
    assertThat(EpochState.of(manifest("one", 3, State.COMPLETE), loaded("one", 3)))
        .isInstanceOf(EpochState.Serve.class);
    assertThat(EpochState.of(manifest("one", 4, State.COMPLETE), loaded("one", 3)))
        .isInstanceOf(EpochState.Load.class);
    assertThat(EpochState.of(manifest("one", 3, State.COMPLETE), Optional.empty()))
        .isInstanceOf(EpochState.Load.class);
  }

  @Test
  void theSameNumberOfAnotherFillingIsAnotherEpoch() {
    assertThat(EpochState.of(manifest("two", 3, State.COMPLETE), loaded("one", 3)))
        .isInstanceOf(EpochState.Load.class);
  }

  @Test
  void whileAnImportBuildsTheNextEpochTheLastOneIsServedByThoseWhoHoldIt() {
    assertThat(EpochState.of(manifest("one", 3, State.BUILDING), loaded("one", 3)))
        .isInstanceOf(EpochState.Serve.class);
    assertThat(EpochState.of(manifest("one", 3, State.BUILDING), Optional.empty()))
        .isEqualTo(
            new EpochState.Wait(
                "the gallery in Redis is building: 7 of 9 tiles written, 1 rejected"));
  }

  @Test
  void whileRedisIsRefilledNothingIsServed() {
    assertThat(EpochState.of(manifest("two", 3, State.REFILLING), loaded("one", 3)))
        .isInstanceOf(EpochState.Wait.class);
    assertThat(EpochState.of(manifest("two", 3, State.BUILDING), loaded("one", 3)))
        .isInstanceOf(EpochState.Wait.class);
  }

  private static Optional<Manifest> manifest(String generation, long epoch, State state) {
    return Optional.of(new Manifest(generation, epoch, 9, 7, 1, 7, state));
  }

  private static Optional<GalleryEpoch> loaded(String generation, long epoch) {
    return Optional.of(
        new GalleryEpoch(
            manifest(generation, epoch, State.COMPLETE).orElseThrow(),
            GalleryIndex.builder(1, 1).build()));
  }
}
