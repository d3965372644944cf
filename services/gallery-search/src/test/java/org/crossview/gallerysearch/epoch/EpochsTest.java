package org.crossview.gallerysearch.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.gallery.redis.Manifest;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.junit.jupiter.api.Test;

class EpochsTest {
  private static final Duration OFTEN = Duration.ofMillis(1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Readiness readiness = new Readiness();
  private final Liveness liveness = new Liveness();

  @Test
  void anErrorThatEndsTheLooksLeavesNoEpochToAnswerFromAndAsksForARestart() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    Epochs.Load gallery = () -> epoch(1);
    try (Epochs epochs =
        new Epochs(
                () -> {
                  if (broken.get()) {
                    throw new OutOfMemoryError("planted");
                  }
                  return Optional.of(manifest(1));
                },
                List::of,
                gallery,
                new EpochMetrics(registry, 0),
                readiness,
                liveness)
            .start(OFTEN)) {
      await(readiness::isReady);
      assertThat(epochs.current().manifest().epoch()).isEqualTo(1);

      broken.set(true);
      await(() -> liveness.failure().isPresent());

      assertThat(liveness.failure()).hasValueSatisfying(why -> assertThat(why).contains("planted"));
      assertThat(readiness.isReady()).isFalse();
      assertThatThrownBy(epochs::current)
          .isInstanceOf(DependencyUnavailableException.class)
          .hasMessageContaining("planted");
    }
  }

  @Test
  void loadsOfAGalleryThatChangesMeanwhileAreCountedWhileTheEpochBeforeIsServed() throws Exception {
    AtomicLong inRedis = new AtomicLong(1);
    try (Epochs epochs =
        new Epochs(
                () -> Optional.of(manifest(inRedis.get())),
                List::of,
                () -> {
                  if (inRedis.get() == 2) {
                    throw new IncompleteGalleryException("planted");
                  }
                  return epoch(inRedis.get());
                },
                new EpochMetrics(registry, 0),
                readiness,
                liveness)
            .start(OFTEN)) {
      await(readiness::isReady);
      assertThat(dropped()).isZero();

      inRedis.set(2);
      await(() -> dropped() >= 3);
      assertThat(epochs.current().manifest().epoch()).isEqualTo(1);
      assertThat(readiness.isReady()).isTrue();

      inRedis.set(3);
      await(() -> registry.get("crossview.gallery.epoch").gauge().value() == 3);
    }
  }

  private double dropped() {
    return registry.get("crossview.gallery.loads.dropped").tag("shard", "0").counter().count();
  }

  private static Manifest manifest(long epoch) {
    return new Manifest("one", epoch, 9, 9, 0, 9, Manifest.State.COMPLETE);
  }

  private static GalleryEpoch epoch(long number) {
    return new GalleryEpoch(manifest(number), GalleryIndex.builder(1, 1).build());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
