package org.crossview.gallery.redis;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.crossview.core.tile.TileKey;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Writes the gallery of one model. A batch of changes, the progress of the imports and the
 * positions in the topics it came from are written in one transaction, so that what Redis says of
 * itself holds at any moment, whoever is killed; and only if the gallery is still the one that the
 * batch was planned against. The state lies in Redis alone: several writers do not disturb each
 * other.
 *
 * <p>Every method throws {@link GalleryUnavailableException} where Redis does not answer.
 */
public final class GalleryStore {
  private static final int SCAN_COUNT = 1_000;

  private final GalleryRedis redis;
  private final GalleryKeys keys;
  private final int steps;
  private final GalleryReader reader;
  private final PlanInputs inputs;
  private final GalleryTransaction transaction;

  /**
   * @param model version of the model
   * @param steps T
   */
  public GalleryStore(GalleryRedis redis, String model, int steps) {
    this.redis = redis;
    this.keys = new GalleryKeys(model);
    this.steps = steps;
    this.reader = new GalleryReader(redis, model, steps);
    this.inputs = new PlanInputs(redis, keys);
    this.transaction = new GalleryTransaction(redis, keys, reader);
  }

  /** The manifest; empty where Redis holds no gallery of the model. */
  public Optional<Manifest> manifest() {
    return reader.manifest();
  }

  /** All imports that the gallery knows. */
  public List<ImportProgress> imports() {
    return List.copyOf(inputs.imports().values());
  }

  /** Per {@code <topic>/<partition>} the offset below which this gallery holds everything. */
  public Map<String, Long> positions() {
    Map<String, Long> positions = new HashMap<>();
    redis
        .call(client -> client.hgetAll(keys.positions()))
        .forEach((partition, offset) -> positions.put(partition, Long.valueOf(offset)));
    return positions;
  }

  /** Per topic the id of the one that this gallery was filled from; empty where none is noted. */
  public Map<String, String> topics() {
    return redis.call(client -> client.hgetAll(keys.topics()));
  }

  /**
   * Notes which topics this gallery was filled from.
   *
   * @param ids by topic, at least one
   * @throws GalleryChangedException if Redis does not hold that generation (any more)
   */
  public void noteTopics(String generation, Map<String, String> ids)
      throws GalleryChangedException {
    transaction.change(
        generation,
        (before, commands) -> {
          commands.multi();
          commands.hset(keys.topics(), ids);
          return before;
        });
  }

  /** What the gallery has lost, see {@link GalleryReader#findLoss}. */
  public Optional<String> findLoss() {
    return reader.findLoss();
  }

  /**
   * Deletes what Redis holds of the model and begins an empty gallery in state refilling.
   *
   * @param lastEpoch the highest epoch that anybody may have seen
   * @param wholeImports imports that were whole before; they are not counted again
   * @return the manifest, of a new generation
   */
  public Manifest startOver(long lastEpoch, Collection<ImportProgress> wholeImports) {
    String generation = UUID.randomUUID().toString();
    Manifest manifest =
        new Manifest(generation, lastEpoch, 0, 0, 0, 0, Manifest.State.REFILLING)
            .withImports(wholeImports);
    return redis.call(
        client -> {
          // First of all: from here on nobody takes the rest for a gallery.
          client.unlink(keys.manifest());
          for (String pattern : keys.patterns()) {
            unlinkAll(pattern);
          }
          try (AbstractTransaction start = client.transaction(true)) {
            wholeImports.forEach(p -> start.hset(keys.imports(), p.id(), p.encode()));
            start.hset(keys.manifest(), manifest.encode());
            GalleryTransaction.check(start.exec());
          }
          return manifest;
        });
  }

  private void unlinkAll(String pattern) {
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      String from = cursor;
      ScanResult<String> chunk =
          redis.call(c -> c.scan(from, new ScanParams().match(pattern).count(SCAN_COUNT)));
      String[] found =
          chunk.getResult().stream()
              .filter(key -> !key.equals(keys.refillLease()))
              .toArray(String[]::new);
      if (found.length > 0) {
        redis.call(c -> c.unlink(found));
      }
      cursor = chunk.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
  }

  /**
   * Applies a batch, whole or not at all. Applying it twice changes nothing but the epoch.
   *
   * @param generation of the gallery that the batch is for
   * @param changes in the order of their records
   * @param positions per {@code <topic>/<partition>} the offset after the batch
   * @return the manifest afterwards
   * @throws GalleryChangedException if Redis does not hold that generation (any more)
   */
  public Manifest apply(String generation, List<TileChange> changes, Map<String, Long> positions)
      throws GalleryChangedException {
    return transaction.change(
        generation,
        (before, commands) -> {
          ChangePlan plan = inputs.plan(changes);
          commands.multi();
          new PlanCommands(keys, steps, commands).queue(plan);
          if (!positions.isEmpty()) {
            Map<String, String> offsets = new LinkedHashMap<>();
            positions.forEach((partition, offset) -> offsets.put(partition, offset.toString()));
            commands.hset(keys.positions(), offsets);
          }
          return before
              .withImports(plan.imports())
              .withTiles(before.tiles() + plan.tileDelta())
              .withState(
                  before.isComplete()
                          && (plan.changesTheGallery() || !ImportProgress.areWhole(plan.imports()))
                      ? Manifest.State.BUILDING
                      : before.state());
        });
  }

  /**
   * Keys under which {@code tiles.embedded} still holds records of tiles that are not in the
   * gallery any more: they moved before they were removed, and a refill would bring them back.
   *
   * @param removed keys of removals that were applied
   * @return by tile; without those that have left nothing
   */
  public Map<String, Set<TileKey>> leftBehind(Collection<TileKey> removed) {
    return inputs.leftBehind(removed);
  }

  /**
   * Says that everything up to the end of the refill is written.
   *
   * @throws GalleryChangedException if Redis does not hold that generation (any more)
   */
  public Manifest endRefill(String generation) throws GalleryChangedException {
    return transaction.change(
        generation,
        (before, commands) -> {
          commands.multi();
          return before.withState(Manifest.State.BUILDING);
        });
  }

  /**
   * Makes the gallery the next epoch, if it is whole: not being refilled, at least one import of
   * which something is written, all of those whole, and not an entry missing.
   *
   * @return the manifest afterwards
   * @throws GalleryChangedException if Redis does not hold that generation (any more), or has lost
   *     entries
   */
  public Manifest completeIfWhole(String generation) throws GalleryChangedException {
    Optional<Manifest> now = manifest();
    if (now.isPresent()
        && (now.get().state() != Manifest.State.BUILDING
            || !ImportProgress.areWhole(inputs.imports().values()))) {
      return now.get();
    }
    return transaction.change(
        generation,
        (before, commands) -> {
          boolean whole =
              before.state() == Manifest.State.BUILDING
                  && ImportProgress.areWhole(inputs.imports().values());
          if (whole) {
            Optional<String> loss = findLoss();
            if (loss.isPresent()) {
              throw new GalleryChangedException("Redis has lost entries: " + loss.get());
            }
          }
          commands.multi();
          return whole
              ? before.withEpoch(before.epoch() + 1).withState(Manifest.State.COMPLETE)
              : before;
        });
  }

  /**
   * Takes open imports for whole although tiles are missing, because their senders have given up.
   *
   * @param ids of imports; those that hold nothing up are left alone
   * @return the manifest afterwards
   * @throws GalleryChangedException if Redis does not hold that generation (any more)
   */
  public Manifest abandon(String generation, Collection<String> ids)
      throws GalleryChangedException {
    return transaction.change(
        generation,
        (before, commands) -> {
          Map<String, ImportProgress> imports = inputs.imports();
          commands.multi();
          for (String id : ids) {
            ImportProgress progress = imports.get(id);
            if (progress != null && progress.isOpen()) {
              commands.hset(keys.imports(), id, progress.abandoned().encode());
              commands.unlink(keys.outcomes(id));
            }
          }
          return before;
        });
  }
}
