package org.crossview.gallerysearch.epoch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.crossview.gallery.index.GalleryEpoch;

/**
 * {@code crossview_gallery_tiles} (of this shard), {@code crossview_gallery_epoch}, {@code
 * crossview_gallery_serving} (1 or 0), {@code crossview_gallery_load_seconds}, {@code
 * crossview_gallery_loads_dropped_total}.
 */
public final class EpochMetrics {
  private final AtomicLong tiles = new AtomicLong();
  private final AtomicLong epoch = new AtomicLong();
  private final AtomicLong serving = new AtomicLong();
  private final Timer load;
  private final Counter dropped;

  /**
   * @param shard label of the series
   */
  public EpochMetrics(MeterRegistry registry, int shard) {
    String label = Integer.toString(shard);
    gauge(registry, label, "crossview.gallery.tiles", "Tiles in the memory of this shard", tiles);
    gauge(registry, label, "crossview.gallery.epoch", "Epoch in the memory of this shard", epoch);
    gauge(
        registry,
        label,
        "crossview.gallery.serving",
        "1 while a whole gallery is served, else 0",
        serving);
    load =
        Timer.builder("crossview.gallery.load")
            .description("Time to read a whole gallery out of Redis")
            .tag("shard", label)
            .register(registry);
    dropped =
        Counter.builder("crossview.gallery.loads.dropped")
            .description("Loads that came to nothing, because the gallery changed meanwhile")
            .tag("shard", label)
            .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String shard, String name, String description, AtomicLong value) {
    Gauge.builder(name, value, AtomicLong::doubleValue)
        .description(description)
        .tag("shard", shard)
        .register(registry);
  }

  void loaded(GalleryEpoch loaded, Duration duration) {
    tiles.set(loaded.index().size());
    epoch.set(loaded.manifest().epoch());
    load.record(duration);
  }

  void dropped() {
    dropped.increment();
  }

  void serving(boolean isServing) {
    serving.set(isServing ? 1 : 0);
  }
}
