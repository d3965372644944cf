package org.crossview.gallerysearch.epoch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.index.GalleryLoader;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.gallery.redis.GalleryReader;
import org.crossview.gallery.redis.GalleryUnavailableException;
import org.crossview.gallery.redis.ImportProgress;
import org.crossview.gallery.redis.Manifest;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.health.Rounds;

/**
 * Follows the gallery in Redis: polls its manifest, loads a new epoch beside the old one and swaps
 * them. Who searches takes the epoch once per batch.
 */
public final class Epochs implements AutoCloseable {
  /** Readiness condition: a whole gallery is loaded, and Redis confirms it. */
  public static final String GALLERY = "gallery";

  private static final System.Logger LOG = System.getLogger(Epochs.class.getName());

  /** What is served now: an epoch, or the reason why none. */
  private record Served(GalleryEpoch epoch, String reason) {}

  /** Reads the whole gallery of this shard. */
  @FunctionalInterface
  interface Load {
    GalleryEpoch load() throws IncompleteGalleryException;
  }

  private final Supplier<Optional<Manifest>> manifest;
  private final Supplier<List<ImportProgress>> openImports;
  private final Load gallery;
  private final EpochMetrics metrics;
  private final Readiness readiness;
  private final Rounds rounds;

  /** The last epoch that was loaded, served or not. Used by the polling thread only. */
  private GalleryEpoch loaded;

  /** Loads since then that came to nothing. Used by the polling thread only. */
  private int dropped;

  private volatile Served served = new Served(null, "the gallery is not loaded yet");

  public Epochs(
      GalleryReader reader,
      GalleryLoader loader,
      EpochMetrics metrics,
      Readiness readiness,
      Liveness liveness) {
    this(reader::manifest, reader::openImports, loader::load, metrics, readiness, liveness);
  }

  Epochs(
      Supplier<Optional<Manifest>> manifest,
      Supplier<List<ImportProgress>> openImports,
      Load gallery,
      EpochMetrics metrics,
      Readiness readiness,
      Liveness liveness) {
    this.manifest = manifest;
    this.openImports = openImports;
    this.gallery = gallery;
    this.metrics = metrics;
    this.readiness = readiness;
    rounds = new Rounds("gallery-epochs", liveness);
    readiness.down(GALLERY, served.reason());
  }

  /**
   * Begins to poll.
   *
   * @param interval between two looks at the manifest
   */
  public Epochs start(Duration interval) {
    rounds.start(interval, this::look);
    return this;
  }

  /**
   * The epoch to search in.
   *
   * @throws DependencyUnavailableException if there is none to serve
   */
  public GalleryEpoch current() throws DependencyUnavailableException {
    Served now = served;
    if (now.epoch() == null) {
      throw new DependencyUnavailableException(GALLERY, now.reason(), null);
    }
    return now.epoch();
  }

  private void look() {
    try {
      switch (EpochState.of(manifest.get(), Optional.ofNullable(loaded), openImports)) {
        case EpochState.Serve ignored -> serve();
        case EpochState.Wait wait -> wait(wait.reason());
        case EpochState.Load ignored -> load();
      }
    } catch (GalleryUnavailableException e) {
      wait(e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The gallery could not be loaded", e);
      wait("the gallery could not be loaded: " + e);
    } catch (Error e) {
      // This thread ends: nobody would confirm the epoch that is served from here on.
      wait("the gallery is followed no more: " + e);
      throw e;
    }
  }

  private void load() {
    long start = System.nanoTime();
    try {
      GalleryEpoch epoch = gallery.load();
      loaded = epoch;
      dropped = 0;
      metrics.loaded(epoch, Duration.ofNanos(System.nanoTime() - start));
      LOG.log(
          System.Logger.Level.INFO,
          "Epoch {0} of the gallery: {1} tiles in this shard, {2} in all",
          epoch.manifest().epoch(),
          epoch.index().size(),
          epoch.manifest().tiles());
      serve();
    } catch (IncompleteGalleryException e) {
      // It changed while it was read: the next look tells what it is now. An epoch that was served
      // until now goes on, unless that look says otherwise.
      drop(e.getMessage());
      if (served.epoch() == null) {
        wait(e.getMessage());
      }
    }
  }

  private void drop(String reason) {
    dropped++;
    metrics.dropped();
    // The 1st, 2nd, 4th, 8th ...: a gallery that changes faster than it is read does so all day.
    if (Integer.bitCount(dropped) == 1) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The gallery was read in vain, {0} times since it was last loaded: {1}",
          dropped,
          reason);
    }
  }

  private void serve() {
    served = new Served(loaded, null);
    readiness.up(GALLERY);
    metrics.serving(true);
  }

  private void wait(String reason) {
    served = new Served(null, reason);
    readiness.down(GALLERY, reason);
    metrics.serving(false);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
