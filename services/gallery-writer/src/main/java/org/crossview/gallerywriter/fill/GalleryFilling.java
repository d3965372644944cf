package org.crossview.gallerywriter.fill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.redis.GalleryChangedException;
import org.crossview.gallery.redis.GalleryStore;
import org.crossview.gallery.redis.GalleryUnavailableException;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.TileChange;
import org.crossview.gallerywriter.change.PositionedChange;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.message.Incoming;

/** Writes what comes in into Redis, while there is a gallery to write into. Thread-safe. */
public final class GalleryFilling {
  /** Dependency and readiness condition: Redis answers. */
  public static final String REDIS = "redis";

  /** Dependency and readiness condition: Redis holds what the topics held so far. */
  public static final String GALLERY = "gallery";

  private final GalleryStore store;

  /** The filling of Redis that the loop reads for; null before {@link #begin}. */
  private String generation;

  /** Where this writer has been in it, by partition: Redis must not fall behind it. */
  private final Map<String, Long> reached = new HashMap<>();

  /** Where the loop has to go back to before it may write into it. */
  private final Map<TopicPartition, Long> rewinds = new HashMap<>();

  public GalleryFilling(GalleryStore store) {
    this.store = store;
  }

  /**
   * Writes a batch. Records that Redis holds already, because a refill has read them, are skipped.
   *
   * @return what the tiles that the batch removes have left in the topic, see {@link
   *     GalleryStore#leftBehind}; also of removals that were skipped, since whoever applied them
   *     may have been killed before it could say so
   * @throws DependencyUnavailableException if Redis does not answer or has to be refilled first
   */
  public Map<String, Set<TileKey>> apply(List<PositionedChange> batch)
      throws DependencyUnavailableException {
    try {
      Manifest manifest =
          store.manifest().orElseThrow(() -> notNow("Redis holds no gallery of this model", null));
      if (manifest.state() == Manifest.State.REFILLING) {
        throw notNow("Redis is being refilled", null);
      }
      if (!isReadFor(manifest.generation())) {
        throw notNow("Redis was filled anew; reading goes back to where that ended", null);
      }
      Map<String, Long> held = store.positions();
      Map<String, Long> positions = new HashMap<>();
      List<TileChange> changes = new ArrayList<>();
      for (PositionedChange each : batch) {
        if (each.offset() >= held.getOrDefault(each.partition(), 0L)) {
          each.change().ifPresent(changes::add);
          positions.merge(each.partition(), each.offset() + 1, Math::max);
        }
      }
      if (!positions.isEmpty()) {
        Manifest after = store.apply(manifest.generation(), changes, positions);
        reached(manifest.generation(), positions);
        if (after.state() == Manifest.State.BUILDING) {
          store.completeIfWhole(manifest.generation());
        }
      }
      return store.leftBehind(removed(batch));
    } catch (GalleryUnavailableException e) {
      throw new DependencyUnavailableException(REDIS, e.getMessage(), e);
    } catch (GalleryChangedException e) {
      throw notNow(e.getMessage(), e);
    }
  }

  /**
   * Moves the positions past records that nobody can read. Behind the last one of a partition
   * nothing else would: after a restart Redis would seem to lack what its group has committed.
   *
   * @throws DependencyUnavailableException as {@link #apply}
   */
  public void skip(List<Incoming> unreadable) throws DependencyUnavailableException {
    apply(
        unreadable.stream().map(record -> PositionedChange.of(record, Optional.empty())).toList());
  }

  private static List<TileKey> removed(List<PositionedChange> batch) {
    List<TileKey> removed = new ArrayList<>();
    for (PositionedChange each : batch) {
      if (each.change().orElse(null) instanceof TileChange.Remove remove) {
        removed.add(remove.key());
      }
    }
    return removed;
  }

  private static DependencyUnavailableException notNow(String detail, Exception cause) {
    return new DependencyUnavailableException(GALLERY, detail, cause);
  }

  /** Whether the loop has been given a filling of Redis to read for. */
  synchronized boolean hasBegun() {
    return generation != null;
  }

  /** Whether it is this one that the loop reads for. */
  synchronized boolean isOf(String filled) {
    return filled.equals(generation);
  }

  /**
   * Begins to write into another filling of Redis, once the loop has gone back to where it ended.
   * What the loop read before was written into the one before, or skipped because that held it, and
   * may even be of topics that are gone.
   *
   * @param filled its generation
   * @param positions up to which it holds the topics
   */
  synchronized void begin(String filled, Map<String, Long> positions) {
    generation = filled;
    reached.clear();
    reached.putAll(positions);
    rewinds.clear();
    positions.forEach((name, offset) -> rewinds.put(TileTopics.partition(name), offset));
  }

  /**
   * Where a topic has to be read again from.
   *
   * @return offsets that were not given out before
   */
  public synchronized Map<TopicPartition, Long> rewinds(String topic) {
    Map<TopicPartition, Long> ofTopic = new HashMap<>(rewinds);
    ofTopic.keySet().removeIf(partition -> !partition.topic().equals(topic));
    rewinds.keySet().removeAll(ofTopic.keySet());
    return ofTopic;
  }

  private synchronized boolean isReadFor(String filled) {
    return isOf(filled) && rewinds.isEmpty();
  }

  private synchronized void reached(String filled, Map<String, Long> positions) {
    if (isOf(filled)) {
      positions.forEach((partition, offset) -> reached.merge(partition, offset, Math::max));
    }
  }

  /** The highest offsets that this filling of Redis is known to have held, by partition. */
  synchronized Map<String, Long> reached() {
    return Map.copyOf(reached);
  }
}
