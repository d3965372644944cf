package org.crossview.gallerywriter.fill;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.crossview.gallery.redis.GalleryChangedException;
import org.crossview.gallery.redis.GalleryStore;
import org.crossview.gallery.redis.GalleryUnavailableException;
import org.crossview.gallery.redis.ImportProgress;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.RefillLease;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.health.Rounds;

/**
 * Looks after the gallery in Redis: refills it when it is empty, behind or has lost entries, makes
 * it the next epoch when it is whole, and notes imports that are.
 */
public final class GalleryKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(GalleryKeeper.class.getName());

  private final GalleryStore store;
  private final GalleryFilling filling;
  private final ImportLedger ledger;
  private final Refill refill;
  private final RefillLease lease;
  private final TopicPositions topics;
  private final Set<String> abandoned;
  private final KeeperMetrics metrics;
  private final Readiness readiness;
  private final Rounds rounds;

  /** A census counts every cell: much work for Redis where there are many. */
  private final Pace census = new Pace(System::nanoTime);

  /**
   * Whether Redis did all that the last look asked of it. The loop raises and lowers the condition,
   * too, for what it writes: a look that only read must not deny it.
   */
  private boolean redisServes;

  private long lastEpoch;

  GalleryKeeper(
      GalleryStore store,
      GalleryFilling filling,
      ImportLedger ledger,
      Refill refill,
      RefillLease lease,
      TopicPositions topics,
      Set<String> abandoned,
      KeeperMetrics metrics,
      Readiness readiness,
      Liveness liveness) {
    this.store = store;
    this.filling = filling;
    this.ledger = ledger;
    this.refill = refill;
    this.lease = lease;
    this.topics = topics;
    this.abandoned = abandoned;
    this.metrics = metrics;
    this.readiness = readiness;
    rounds = new Rounds("gallery-keeper", liveness);
    readiness.down(GalleryFilling.REDIS, "has not answered yet");
    readiness.down(GalleryFilling.GALLERY, "has not been looked at yet");
  }

  /** Begins to look, with this pause between two looks. */
  public GalleryKeeper start(Duration interval) {
    rounds.start(interval, this::lookSafely);
    return this;
  }

  private void lookSafely() {
    try {
      look();
    } catch (GalleryUnavailableException e) {
      redisServes = false;
      metrics.showNone(lastEpoch);
      readiness.down(GalleryFilling.REDIS, e.getMessage());
    } catch (GalleryChangedException e) {
      redisServes();
      readiness.down(GalleryFilling.GALLERY, e.getMessage());
    } catch (KafkaException e) {
      readiness.down(GalleryFilling.GALLERY, "Kafka does not answer: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The gallery could not be looked after", e);
      readiness.down(GalleryFilling.GALLERY, "could not be looked after: " + e);
    } catch (Error e) {
      // Trying again would not help: the process is to be started anew.
      readiness.down(GalleryFilling.GALLERY, "is looked after no more: " + e);
      throw e;
    }
  }

  private void look() throws GalleryChangedException {
    // Taken before Redis is asked: it may only be ahead of this.
    Map<String, Long> reached = filling.hasBegun() ? filling.reached() : topics.committed();
    Optional<Manifest> manifest = store.manifest();
    manifest.ifPresentOrElse(this::remember, () -> metrics.showNone(lastEpoch));
    // Read before Kafka is asked: whoever fills Redis in between does so from topics not older.
    Map<String, String> filledFrom = store.topics();
    // Taken before anything is read of the topics: of other ones it is filled again.
    Map<String, String> ids = topics.ids();
    Optional<String> why = whyRefill(manifest, reached, filledFrom, ids);
    if (why.isPresent()) {
      refill(why.get(), ids);
      return;
    }
    String filled = manifest.orElseThrow().generation();
    if (filledFrom.isEmpty()) {
      store.noteTopics(filled, ids);
    }
    begin(filled);
    if (store.imports().stream().anyMatch(i -> i.isOpen() && abandoned.contains(i.id()))) {
      store.abandon(filled, abandoned);
    }
    Manifest now = store.completeIfWhole(filled);
    remember(now);
    Collection<ImportProgress> imports = store.imports();
    redisServes();
    ledger.note(imports);
    readiness.up(GalleryFilling.GALLERY);
  }

  private void redisServes() {
    if (!redisServes) {
      readiness.up(GalleryFilling.REDIS);
      redisServes = true;
    }
  }

  /** Lets the loop write into what this writer or another has filled. */
  private void begin(String filled) {
    if (!filling.isOf(filled)) {
      filling.begin(filled, store.positions());
    }
  }

  private Optional<String> whyRefill(
      Optional<Manifest> manifest,
      Map<String, Long> reached,
      Map<String, String> filledFrom,
      Map<String, String> ids) {
    if (manifest.isEmpty()) {
      return Optional.of("Redis holds no gallery of this model");
    }
    if (manifest.get().state() == Manifest.State.REFILLING) {
      return Optional.of("a refill is under way or was interrupted");
    }
    Map<String, Long> positions = store.positions();
    return madeAnew(filledFrom, ids)
        // Once, at the start: a topic that lost records, or a Redis of before the ids were noted.
        .or(() -> filling.hasBegun() ? Optional.empty() : ahead(positions, topics.ends()))
        .or(() -> behind(positions, reached))
        .or(this::loss);
  }

  /** Whether the topics are others than those that Redis was filled from. */
  private static Optional<String> madeAnew(
      Map<String, String> filledFrom, Map<String, String> ids) {
    return filledFrom.entrySet().stream()
        .filter(topic -> !topic.getValue().equals(ids.get(topic.getKey())))
        .map(topic -> topic.getKey() + " was deleted and made anew")
        .findFirst();
  }

  private static Optional<String> behind(Map<String, Long> positions, Map<String, Long> reached) {
    for (Map.Entry<String, Long> partition : reached.entrySet()) {
      long position = positions.getOrDefault(partition.getKey(), 0L);
      if (position < partition.getValue()) {
        return Optional.of(
            "Redis is behind: it holds %s up to %d, and once held it up to %d"
                .formatted(partition.getKey(), position, partition.getValue()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> loss() {
    return census.isDue()
        ? census.take(store::findLoss).map(loss -> "Redis has lost entries: " + loss)
        : Optional.empty();
  }

  /** Whether Redis holds more than the topics ever had: then they are not those it came from. */
  private static Optional<String> ahead(Map<String, Long> positions, Map<String, Long> ends) {
    for (Map.Entry<String, Long> position : positions.entrySet()) {
      long end = ends.getOrDefault(position.getKey(), 0L);
      if (position.getValue() > end) {
        return Optional.of(
            "Redis holds %s up to %d, which ends at %d: it is not the topic that Redis was filled from"
                .formatted(position.getKey(), position.getValue(), end));
      }
    }
    return Optional.empty();
  }

  private void refill(String why, Map<String, String> ids) throws GalleryChangedException {
    readiness.down(GalleryFilling.GALLERY, why + "; it is refilled");
    boolean mine = lease.hold();
    redisServes();
    if (!mine) {
      return;
    }
    try {
      LOG.log(System.Logger.Level.WARNING, "Refilling the gallery: {0}", why);
      metrics.showNone(lastEpoch);
      long start = System.nanoTime();
      String filled = refill.run(lastEpoch, ledger.whole(), ids);
      metrics.refilled(Duration.ofNanos(System.nanoTime() - start));
      store.manifest().ifPresent(this::remember);
      begin(filled);
      LOG.log(System.Logger.Level.INFO, "The gallery is refilled");
      readiness.up(GalleryFilling.GALLERY);
    } finally {
      lease.release();
    }
  }

  private void remember(Manifest manifest) {
    lastEpoch = Math.max(lastEpoch, manifest.epoch());
    metrics.show(manifest);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
