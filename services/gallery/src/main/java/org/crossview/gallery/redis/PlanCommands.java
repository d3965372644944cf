package org.crossview.gallery.redis;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.AbstractTransaction;

/** Queues a plan's commands in a transaction. */
final class PlanCommands {
  private final GalleryKeys keys;
  private final int steps;
  private final AbstractTransaction transaction;

  PlanCommands(GalleryKeys keys, int steps, AbstractTransaction transaction) {
    this.keys = keys;
    this.steps = steps;
    this.transaction = transaction;
  }

  void queue(ChangePlan plan) {
    plan.deletions().forEach(this::delete);
    Set<String> cells = new LinkedHashSet<>();
    for (TileChange.Write put : plan.puts()) {
      put(put);
      cells.add(put.key().cell());
    }
    if (!cells.isEmpty()) {
      transaction.sadd(keys.cells(), cells.toArray(String[]::new));
    }
    plan.newPlaces().forEach(this::place);
    plan.newLeft().forEach(this::left);
    plan.newOutcomes().forEach(this::note);
    for (ImportProgress progress : plan.newImports()) {
      transaction.hset(keys.imports(), progress.id(), progress.encode());
      if (progress.whole()) {
        transaction.unlink(keys.outcomes(progress.id()));
      }
    }
  }

  private void delete(ChangePlan.CellTile gone) {
    byte[] tile = GalleryKeys.bytes(gone.tile());
    transaction.hdel(keys.tiles(gone.cell()), tile);
    for (int step = 1; step <= steps; step++) {
      transaction.hdel(keys.descriptors(gone.cell(), step), tile);
    }
  }

  private void put(TileChange.Write put) {
    byte[] tile = GalleryKeys.bytes(put.key().tile());
    String cell = put.key().cell();
    transaction.hset(keys.tiles(cell), tile, put.ref().toByteArray());
    for (int step = 1; step <= put.descriptors().size(); step++) {
      transaction.hset(keys.descriptors(cell, step), tile, put.descriptors().get(step - 1));
    }
  }

  private void place(String tile, Place place) {
    if (place == null) {
      transaction.hdel(keys.places(), tile);
    } else {
      transaction.hset(keys.places(), tile, place.encode());
    }
  }

  private void left(String tile, Set<String> cells) {
    if (cells.isEmpty()) {
      transaction.hdel(keys.left(), tile);
    } else {
      transaction.hset(keys.left(), tile, LeftCells.encode(cells));
    }
  }

  private void note(String importId, Map<String, TileOutcome> outcomes) {
    Map<String, String> codes = new LinkedHashMap<>();
    outcomes.forEach((tile, outcome) -> codes.put(tile, outcome.code()));
    transaction.hset(keys.outcomes(importId), codes);
  }
}
