package org.crossview.gallerysearch.epoch;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.redis.ImportProgress;
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

  /** Imports that are named in a reason; of the others only the number is. */
  int NAMED_IMPORTS = 3;

  /**
   * Decides.
   *
   * @param openImports asked only where they are why nothing is served
   */
  static EpochState of(
      Optional<Manifest> inRedis,
      Optional<GalleryEpoch> inMemory,
      Supplier<List<ImportProgress>> openImports) {
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
    String awaited = manifest.state() == Manifest.State.BUILDING ? awaited(openImports.get()) : "";
    return new Wait(
        "the gallery in Redis is %s: %d of %d tiles written, %d rejected%s"
            .formatted(
                manifest.stateCode(),
                manifest.written(),
                manifest.expected(),
                manifest.rejected(),
                awaited));
  }

  /** One that was broken off holds the gallery up for ever: who mends that needs its id. */
  private static String awaited(List<ImportProgress> imports) {
    if (imports.isEmpty()) {
      return "";
    }
    String named =
        imports.stream()
            .limit(NAMED_IMPORTS)
            .map(i -> "%d of %d of import %s".formatted(i.awaited(), i.expected(), i.id()))
            .collect(Collectors.joining(", "));
    int more = imports.size() - NAMED_IMPORTS;
    return "; awaited: " + named + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
