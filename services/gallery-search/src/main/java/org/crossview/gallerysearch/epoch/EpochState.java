package org.crossview.gallerysearch.epoch;

import java.util.Optional;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.redis.Manifest;

/**
 * What is to be done, given what Redis says of its gallery and which epoch is in memory: pure, so
 * that the rule can be read and tested in one place.
 *
 * <p>An epoch in memory is served as long as Redis confirms its filling: while an import builds the
 * next epoch, but not when Redis was emptied or is being refilled. Then nobody knows whether the
 * epoch is still the gallery, and other replicas could not load it.
 */
sealed interface EpochState {
  /** Serve the epoch in memory. */
  record Serve() implements EpochState {}

  /** Load the epoch in Redis, then serve it; meanwhile go on as before. */
  record Load(Manifest manifest) implements EpochState {}

  /** Serve nothing, for this reason. */
  record Wait(String reason) implements EpochState {}

  static EpochState of(Optional<Manifest> inRedis, Optional<GalleryEpoch> inMemory) {
    if (inRedis.isEmpty()) {
      return new Wait("Redis holds no gallery of this model; gallery-writer has to fill it");
    }
    Manifest manifest = inRedis.get();
    Optional<Manifest> held = inMemory.map(GalleryEpoch::manifest);
    if (manifest.isComplete()) {
      return held.filter(manifest::isSameEpoch).isPresent() ? new Serve() : new Load(manifest);
    }
    boolean sameFilling =
        held.filter(epoch -> epoch.generation().equals(manifest.generation())).isPresent();
    if (manifest.state() == Manifest.State.BUILDING && sameFilling) {
      return new Serve();
    }
    return new Wait(
        "the gallery in Redis is %s: %d of %d tiles written, %d rejected"
            .formatted(
                manifest.stateCode(),
                manifest.written(),
                manifest.expected(),
                manifest.rejected()));
  }
}
