package org.crossview.gallery.redis;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.crossview.core.tile.TileKey;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Reads what a plan needs to know of the gallery: only of the tiles that its changes name. */
final class PlanInputs {
  private final GalleryRedis redis;
  private final GalleryKeys keys;

  PlanInputs(GalleryRedis redis, GalleryKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** All imports by id. */
  Map<String, ImportProgress> imports() {
    Map<String, ImportProgress> imports = new LinkedHashMap<>();
    redis
        .call(client -> client.hgetAll(keys.imports()))
        .forEach((id, text) -> imports.put(id, ImportProgress.decode(id, text)));
    return imports;
  }

  /** The plan of changes against the gallery as it is now. */
  ChangePlan plan(List<TileChange> changes) {
    Set<String> moving = new LinkedHashSet<>();
    Map<String, Set<String>> counted = new LinkedHashMap<>();
    for (TileChange change : changes) {
      switch (change) {
        case TileChange.Write write -> {
          moving.add(write.key().tile());
          add(counted, write.tileImport().getId(), write.key().tile());
        }
        case TileChange.Reject reject -> add(counted, reject.tileImport().getId(), reject.tile());
        case TileChange.Remove remove -> moving.add(remove.key().tile());
      }
    }
    return ChangePlan.of(changes, places(moving), left(moving), imports(), outcomes(counted));
  }

  private static void add(Map<String, Set<String>> sets, String key, String value) {
    sets.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(value);
  }

  /** See {@link GalleryStore#leftBehind}. */
  Map<String, Set<TileKey>> leftBehind(Collection<TileKey> removed) {
    Map<String, String> models = new HashMap<>();
    removed.forEach(key -> models.put(key.tile(), key.model()));
    Map<String, Set<String>> left = left(models.keySet());
    left.keySet().removeAll(places(left.keySet()).keySet());
    Map<String, Set<TileKey>> behind = new HashMap<>();
    left.forEach(
        (tile, cells) ->
            behind.put(
                tile,
                cells.stream()
                    .map(cell -> new TileKey(models.get(tile), cell, tile))
                    .collect(Collectors.toSet())));
    return behind;
  }

  /** The places of those tiles that the gallery holds. */
  Map<String, Place> places(Set<String> tiles) {
    return fields(keys.places(), tiles, Place::decode);
  }

  /** The cells of those tiles that have some, see {@link LeftCells}. */
  Map<String, Set<String>> left(Set<String> tiles) {
    return fields(keys.left(), tiles, LeftCells::decode);
  }

  private <T> Map<String, T> fields(String key, Set<String> tiles, Function<String, T> decode) {
    Map<String, T> values = new HashMap<>();
    if (!tiles.isEmpty()) {
      String[] names = tiles.toArray(String[]::new);
      List<String> found = redis.call(client -> client.hmget(key, names));
      for (int i = 0; i < names.length; i++) {
        if (found.get(i) != null) {
          values.put(names[i], decode.apply(found.get(i)));
        }
      }
    }
    return values;
  }

  private Map<String, Map<String, TileOutcome>> outcomes(Map<String, Set<String>> tiles) {
    return redis.call(
        client -> {
          try (AbstractPipeline pipeline = client.pipelined()) {
            Map<String, Response<List<String>>> answers = new LinkedHashMap<>();
            tiles.forEach(
                (id, names) ->
                    answers.put(
                        id, pipeline.hmget(keys.outcomes(id), names.toArray(String[]::new))));
            pipeline.sync();
            Map<String, Map<String, TileOutcome>> outcomes = new HashMap<>();
            answers.forEach(
                (id, answer) ->
                    outcomes.put(id, decode(tiles.get(id).toArray(String[]::new), answer.get())));
            return outcomes;
          }
        });
  }

  private static Map<String, TileOutcome> decode(String[] tiles, List<String> codes) {
    Map<String, TileOutcome> outcomes = new HashMap<>();
    for (int i = 0; i < tiles.length; i++) {
      if (codes.get(i) != null) {
        outcomes.put(tiles[i], TileOutcome.of(codes.get(i)));
      }
    }
    return outcomes;
  }
}
