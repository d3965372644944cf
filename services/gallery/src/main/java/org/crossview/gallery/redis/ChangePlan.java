package org.crossview.gallery.redis;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crossview.core.tile.TileKey;
import org.crossview.proto.v1.ImportRef;

/**
 * What a batch of changes comes to, given what the gallery holds: pure, so that the rules for
 * revisions, moved tiles and counting can be read and tested in one place.
 */
final class ChangePlan {
  /** A tile in a cell. */
  record CellTile(String cell, String tile) {}

  private final Map<String, Place> places;
  private final Map<String, ImportProgress> imports;
  private final Map<String, Map<String, TileOutcome>> outcomes;

  private final Map<String, TileChange.Write> puts = new LinkedHashMap<>();
  private final Set<CellTile> deletions = new LinkedHashSet<>();
  private final Set<String> touchedPlaces = new LinkedHashSet<>();
  private final Set<String> touchedImports = new LinkedHashSet<>();
  private final Map<String, Map<String, TileOutcome>> newOutcomes = new LinkedHashMap<>();
  private final LeftCells left;
  private long tileDelta;
  private boolean contentChanges;

  private ChangePlan(
      Map<String, Place> places,
      Map<String, Set<String>> left,
      Map<String, ImportProgress> imports,
      Map<String, Map<String, TileOutcome>> outcomes) {
    this.places = new HashMap<>(places);
    this.left = new LeftCells(left);
    this.imports = new HashMap<>(imports);
    this.outcomes = new HashMap<>();
    outcomes.forEach((id, tiles) -> this.outcomes.put(id, new HashMap<>(tiles)));
  }

  /**
   * Plans the changes in their order.
   *
   * @param places of the tiles that the changes name, where the gallery holds them
   * @param left of the tiles that the changes name, see {@link LeftCells}
   * @param imports all that are known
   * @param outcomes by import and tile, of the tiles that the changes name
   */
  static ChangePlan of(
      List<TileChange> changes,
      Map<String, Place> places,
      Map<String, Set<String>> left,
      Map<String, ImportProgress> imports,
      Map<String, Map<String, TileOutcome>> outcomes) {
    ChangePlan plan = new ChangePlan(places, left, imports, outcomes);
    for (TileChange change : changes) {
      switch (change) {
        case TileChange.Write write -> plan.write(write);
        case TileChange.Remove remove -> plan.remove(remove.key());
        case TileChange.Reject reject ->
            plan.count(reject.tileImport(), reject.tile(), TileOutcome.REJECTED);
      }
    }
    return plan;
  }

  private void write(TileChange.Write write) {
    String tile = write.key().tile();
    count(write.tileImport(), tile, TileOutcome.WRITTEN);
    Place before = places.get(tile);
    if (before != null && supersedes(before, write)) {
      if (!before.cell().equals(write.key().cell())) {
        left.add(tile, write.key().cell());
      }
      return;
    }
    left.remove(tile, write.key().cell());
    if (before == null) {
      tileDelta++;
    } else if (!before.cell().equals(write.key().cell())) {
      // The tile has moved: in its old cell it would answer a second time.
      deletions.add(new CellTile(before.cell(), tile));
      left.add(tile, before.cell());
    }
    contentChanges = true;
    places.put(
        tile, new Place(write.key().cell(), write.ref().getRevision(), write.embeddedAtUs()));
    touchedPlaces.add(tile);
    puts.put(tile, write);
  }

  /**
   * Whether the gallery's record of the tile stays. Records of one cell have one key and come in
   * their order, and compaction keeps the last of them; those of two cells come from two partitions
   * in any order, so that only what is in them can tell which is the newer one.
   */
  private static boolean supersedes(Place before, TileChange.Write write) {
    long revision = write.ref().getRevision();
    return before.revision() > revision
        || (before.revision() == revision
            && !before.cell().equals(write.key().cell())
            && before.embeddedAtUs() > write.embeddedAtUs());
  }

  private void remove(TileKey key) {
    Place before = places.get(key.tile());
    if (before == null || !before.cell().equals(key.cell())) {
      left.remove(key.tile(), key.cell());
      return;
    }
    contentChanges = true;
    tileDelta--;
    places.remove(key.tile());
    touchedPlaces.add(key.tile());
    puts.remove(key.tile());
    deletions.add(new CellTile(key.cell(), key.tile()));
  }

  private void count(ImportRef ref, String tile, TileOutcome now) {
    ImportProgress known = imports.get(ref.getId());
    ImportProgress progress =
        known == null
            ? ImportProgress.announced(ref.getId(), ref.getExpectedTiles())
            : known.expecting(ref.getExpectedTiles());
    TileOutcome before = outcomes.getOrDefault(ref.getId(), Map.of()).get(tile);
    // A tile that is in the gallery stays written, though another copy of it was rejected.
    if (before != TileOutcome.WRITTEN && before != now && !progress.whole()) {
      progress = progress.count(before, now);
      outcomes.computeIfAbsent(ref.getId(), id -> new HashMap<>()).put(tile, now);
      newOutcomes.computeIfAbsent(ref.getId(), id -> new LinkedHashMap<>()).put(tile, now);
    }
    if (!progress.equals(known)) {
      imports.put(ref.getId(), progress);
      touchedImports.add(ref.getId());
    }
  }

  /** Tiles to put into the cells of their keys, after the deletions. */
  Collection<TileChange.Write> puts() {
    return puts.values();
  }

  /** Tiles to take out of cells, before the puts. */
  Set<CellTile> deletions() {
    return deletions;
  }

  /** New places by tile id; null where the tile is gone. */
  Map<String, Place> newPlaces() {
    Map<String, Place> changed = new LinkedHashMap<>();
    touchedPlaces.forEach(tile -> changed.put(tile, places.get(tile)));
    return changed;
  }

  /** New cells of {@link LeftCells} by tile; empty where none is left. */
  Map<String, Set<String>> newLeft() {
    return left.changed();
  }

  /** Imports whose progress changes. */
  List<ImportProgress> newImports() {
    return touchedImports.stream().map(imports::get).toList();
  }

  /** All imports as they are after the changes. */
  Collection<ImportProgress> imports() {
    return imports.values();
  }

  /** What to note about tiles of imports, by import and tile. */
  Map<String, Map<String, TileOutcome>> newOutcomes() {
    return newOutcomes;
  }

  /** How many tiles more the gallery holds afterwards. */
  long tileDelta() {
    return tileDelta;
  }

  /** Whether those who hold the gallery as it was hold something else than what it becomes. */
  boolean changesTheGallery() {
    return contentChanges;
  }
}
