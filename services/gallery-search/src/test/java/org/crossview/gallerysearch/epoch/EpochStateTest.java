package org.crossview.gallerysearch.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.gallery.redis.ImportProgress;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.Manifest.State;
import org.junit.jupiter.api.Test;

class EpochStateTest {
  @Test
  void withoutAManifestNothingIsServedWhateverIsInMemory() {
    assertThat(of(Optional.empty(), Optional.empty())).isInstanceOf(EpochState.Wait.class);
    assertThat(of(Optional.empty(), loaded("one", 3))).isInstanceOf(EpochState.Wait.class);
  }

  @Test
  void aCompleteEpochThatIsInMemoryIsServedAndAnotherIsLoaded() {
    assertThat(of(manifest("one", 3, State.COMPLETE), loaded("one", 3)))
        .isInstanceOf(EpochState.Serve.class);
    assertThat(of(manifest("one", 4, State.COMPLETE), loaded("one", 3)))
        .isInstanceOf(EpochState.Load.class);
    assertThat(of(manifest("one", 3, State.COMPLETE), Optional.empty()))
        .isInstanceOf(EpochState.Load.class);
  }

  @Test
  void theSameNumberOfAnotherFillingIsAnotherEpoch() {
    assertThat(of(manifest("two", 3, State.COMPLETE), loaded("one", 3)))
        .isInstanceOf(EpochState.Load.class);
  }

  @Test
  void whileAnImportBuildsTheNextEpochTheLastOneIsServedByThoseWhoHoldIt() {
    assertThat(of(manifest("one", 3, State.BUILDING), loaded("one", 3)))
        .isInstanceOf(EpochState.Serve.class);
    assertThat(of(manifest("one", 3, State.BUILDING), Optional.empty()))
        .isEqualTo(
            new EpochState.Wait(
                "the gallery in Redis is building: 7 of 9 tiles written, 1 rejected"));
  }

  @Test
  void importsThatHoldTheGalleryUpAreNamedUpToThree() {
    List<ImportProgress> open =
        Stream.of("a", "b", "c", "d").map(id -> new ImportProgress(id, 9, 5, 1, false)).toList();
    assertThat(reason(open.subList(0, 1))).endsWith("1 rejected; awaited: 3 of 9 of import a");
    assertThat(reason(open))
        .endsWith(
            "; awaited: 3 of 9 of import a, 3 of 9 of import b, 3 of 9 of import c and 1 more");
  }

  private static String reason(List<ImportProgress> open) {
    return ((EpochState.Wait)
            EpochState.of(manifest("one", 3, State.BUILDING), Optional.empty(), () -> open))
        .reason();
  }

  @Test
  void whileRedisIsRefilledNothingIsServed() {
    assertThat(of(manifest("two", 3, State.REFILLING), loaded("one", 3)))
        .isInstanceOf(EpochState.Wait.class);
    assertThat(of(manifest("two", 3, State.BUILDING), loaded("one", 3)))
        .isInstanceOf(EpochState.Wait.class);
  }

  private static EpochState of(Optional<Manifest> inRedis, Optional<GalleryEpoch> inMemory) {
    return EpochState.of(inRedis, inMemory, List::of);
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
