package org.crossview.gallerywriter.fill;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.crossview.gallery.redis.Manifest;

/**
 * What Redis holds: {@code crossview_gallery_tiles}, {@code crossview_gallery_epoch}, {@code
 * crossview_gallery_complete} (1 or 0), {@code crossview_import_tiles} with the label {@code
 * outcome} (expected, written, rejected); and {@code crossview_gallery_refill_seconds}.
 */
public final class KeeperMetrics {
  private final Timer refills;
  private volatile Manifest manifest;

  public KeeperMetrics(MeterRegistry registry) {
    showNone(0);
    gauge(registry, "crossview.gallery.tiles", "Tiles in Redis", Manifest::tiles);
    gauge(registry, "crossview.gallery.epoch", "Last whole epoch in Redis", Manifest::epoch);
    gauge(
        registry,
        "crossview.gallery.complete",
        "1 while the gallery in Redis is whole, else 0",
        m -> m.isComplete() ? 1 : 0);
    outcome(registry, "expected", Manifest::expected);
    outcome(registry, "written", Manifest::written);
    outcome(registry, "rejected", Manifest::rejected);
    refills =
        Timer.builder("crossview.gallery.refill")
            .description("Time to fill an empty Redis from the topics")
            .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String description, ToDoubleFunction<Manifest> value) {
    Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.manifest))
        .description(description)
        .register(registry);
  }

  private void outcome(MeterRegistry registry, String outcome, ToDoubleFunction<Manifest> value) {
    Gauge.builder("crossview.import.tiles", this, m -> value.applyAsDouble(m.manifest))
        .description("Tiles of all imports, by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  void show(Manifest now) {
    manifest = now;
  }

  /**
   * Redis does not answer, holds no gallery, or is about to be refilled.
   *
   * @param lastEpoch the last that was whole
   */
  void showNone(long lastEpoch) {
    manifest = new Manifest("", lastEpoch, 0, 0, 0, 0, Manifest.State.REFILLING);
  }

  void refilled(Duration duration) {
    refills.record(duration);
  }
}
