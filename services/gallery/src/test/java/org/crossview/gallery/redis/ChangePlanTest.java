package org.crossview.gallery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.crossview.core.tile.TileKey;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.TileRef;
import org.junit.jupiter.api.Test;

class ChangePlanTest {
  private static final String MODEL = "0123456789ab";
  private static final ImportRef IMPORT =
      ImportRef.newBuilder().setId("import").setExpectedTiles(3).build();

  @Test
  void aTileCountsOnceHoweverOftenItIsDelivered() {
    ChangePlan plan =
        plan(List.of(write("cell", "a", 0), write("cell", "a", 0), write("cell", "b", 0)));
    assertThat(plan.newImports()).containsExactly(new ImportProgress("import", 3, 2, 0, false));
    assertThat(plan.tileDelta()).isEqualTo(2);
  }

  @Test
  void anImportIsWholeWhenWrittenAndRejectedTogetherReachWhatItAnnounced() {
    ChangePlan plan =
        plan(
            List.of(
                write("cell", "a", 0),
                new TileChange.Reject(IMPORT, "b"),
                new TileChange.Reject(IMPORT, "b"),
                write("cell", "c", 0)));
    assertThat(plan.newImports()).containsExactly(new ImportProgress("import", 3, 2, 1, true));
  }

  @Test
  void aRejectedTileThatIsSentAgainAndWrittenCountsAsWritten() {
    ChangePlan plan = plan(List.of(new TileChange.Reject(IMPORT, "a"), write("cell", "a", 0)));
    assertThat(plan.newImports()).containsExactly(new ImportProgress("import", 3, 1, 0, false));
    assertThat(plan.newOutcomes().get("import")).containsEntry("a", TileOutcome.WRITTEN);
  }

  @Test
  void aWrittenTileStaysWrittenWhenACopyOfItIsRejected() {
    ChangePlan plan = plan(List.of(write("cell", "a", 0), new TileChange.Reject(IMPORT, "a")));
    assertThat(plan.newImports()).containsExactly(new ImportProgress("import", 3, 1, 0, false));
  }

  @Test
  void aWholeImportIsNotCountedAgain() {
    ImportProgress whole = new ImportProgress("import", 3, 2, 1, true);
    ChangePlan plan =
        ChangePlan.of(
            List.of(write("cell", "x", 0), new TileChange.Reject(IMPORT, "y")),
            Map.of(),
            Map.of(),
            Map.of("import", whole),
            Map.of());
    assertThat(plan.newImports()).isEmpty();
    assertThat(plan.imports()).containsExactly(whole);
    assertThat(plan.changesTheGallery()).isTrue();
  }

  @Test
  void sendersThatDisagreeAboutTheSizeAreBelievedTheLargerOne() {
    ImportRef smaller = IMPORT.toBuilder().setExpectedTiles(1).build();
    ChangePlan plan = plan(List.of(write("cell", "a", 0), new TileChange.Reject(smaller, "b")));
    assertThat(plan.newImports()).containsExactly(new ImportProgress("import", 3, 1, 1, false));
  }

  @Test
  void aLowerRevisionDoesNotReplaceAHigherOne() {
    ChangePlan plan =
        ChangePlan.of(
            List.of(write("cell", "a", 4)),
            Map.of("a", new Place("cell", 5, 0)),
            Map.of(),
            Map.of(),
            Map.of());
    assertThat(plan.puts()).isEmpty();
    assertThat(plan.changesTheGallery()).isFalse();
    assertThat(plan.newImports()).containsExactly(new ImportProgress("import", 3, 1, 0, false));
  }

  @Test
  void aTileThatMovesLeavesItsOldCell() {
    ChangePlan plan =
        ChangePlan.of(
            List.of(write("new", "a", 1)),
            Map.of("a", new Place("old", 1, 0)),
            Map.of(),
            Map.of(),
            Map.of());
    assertThat(plan.deletions()).containsExactly(new ChangePlan.CellTile("old", "a"));
    assertThat(plan.newPlaces()).containsEntry("a", new Place("new", 1, 0));
    assertThat(plan.tileDelta()).isZero();
  }

  @Test
  void ofEqualRevisionsInTwoCellsTheOneEmbeddedLaterStaysWhicheverComesFirst() {
    TileChange older = write("old", "a", 1, IMPORT, 10);
    TileChange newer = write("new", "a", 1, IMPORT, 20);
    for (List<TileChange> order : List.of(List.of(older, newer), List.of(newer, older))) {
      ChangePlan plan = plan(order);
      assertThat(plan.newPlaces()).isEqualTo(Map.of("a", new Place("new", 1, 20)));
      assertThat(plan.newLeft()).isEqualTo(Map.of("a", Set.of("old")));
    }
  }

  @Test
  void inOneCellTheLastOfEqualRevisionsStaysWheneverItWasEmbedded() {
    ChangePlan plan =
        plan(List.of(write("cell", "a", 1, IMPORT, 20), write("cell", "a", 1, IMPORT, 10)));
    assertThat(plan.newPlaces()).isEqualTo(Map.of("a", new Place("cell", 1, 10)));
  }

  @Test
  void aPlaceThatWasNotedWithoutATimeIsOlderThanAnyOther() {
    assertThat(Place.decode("cell 7")).isEqualTo(new Place("cell", 7, 0));
    Place place = new Place("cell", 7, 1_700_000_000_000_000L);
    assertThat(Place.decode(place.encode())).isEqualTo(place);
  }

  /** A refill reads the partitions side by side in any order; the gallery is the same. */
  @Property(tries = 300)
  void theOrderOfThePartitionsMakesNoDifference(@ForAll long seed) {
    Random random = new Random(seed);
    List<List<TileChange>> partitions = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      partitions.add(new ArrayList<>());
    }
    for (int time = 1; time <= 30; time++) {
      String tile = "t" + random.nextInt(4);
      String cell = "c" + random.nextInt(3);
      partitions
          .get(Math.floorMod((cell + tile).hashCode(), 3))
          .add(write(cell, tile, random.nextInt(2), big(), time));
    }
    ChangePlan inOrder = plan(partitions.stream().flatMap(List::stream).toList());

    List<Iterator<TileChange>> open =
        new ArrayList<>(partitions.stream().map(List::iterator).toList());
    List<TileChange> shuffled = new ArrayList<>();
    open.removeIf(partition -> !partition.hasNext());
    while (!open.isEmpty()) {
      shuffled.add(open.get(random.nextInt(open.size())).next());
      open.removeIf(partition -> !partition.hasNext());
    }
    ChangePlan inAnyOrder = plan(shuffled);
    assertThat(inAnyOrder.newPlaces()).isEqualTo(inOrder.newPlaces());
    assertThat(inAnyOrder.newLeft()).isEqualTo(inOrder.newLeft());
  }

  @Test
  void aRemovedTileThatHadMovedLeavesARecordUntilThatIsRemovedToo() {
    ChangePlan moved =
        ChangePlan.of(
            List.of(write("new", "a", 1), remove("new", "a")),
            Map.of("a", new Place("old", 1, 0)),
            Map.of(),
            Map.of(),
            Map.of());
    assertThat(moved.newLeft()).isEqualTo(Map.of("a", Set.of("old")));

    ChangePlan gone =
        ChangePlan.of(List.of(remove("old", "a")), Map.of(), moved.newLeft(), Map.of(), Map.of());
    assertThat(gone.newLeft()).isEqualTo(Map.of("a", Set.of()));
    assertThat(gone.changesTheGallery()).isFalse();
  }

  @Test
  void aLowerRevisionInAnotherCellIsKnownToBeInTheTopic() {
    ChangePlan plan = plan(List.of(write("here", "a", 5), write("there", "a", 4)));
    assertThat(plan.newLeft()).isEqualTo(Map.of("a", Set.of("there")));
  }

  @Test
  void theRemovalOfATileFromACellThatItHasLeftChangesNothing() {
    ChangePlan plan =
        ChangePlan.of(
            List.of(remove("old", "a")),
            Map.of("a", new Place("new", 1, 0)),
            Map.of(),
            Map.of(),
            Map.of());
    assertThat(plan.changesTheGallery()).isFalse();
    assertThat(plan.deletions()).isEmpty();
    assertThat(plan.tileDelta()).isZero();
  }

  /** Batches planned one after the other give what a plain model of the rules gives. */
  @Property(tries = 200)
  void howTheRecordsAreCutIntoBatchesMakesNoDifference(@ForAll long seed) {
    Random random = new Random(seed);
    List<TileChange> changes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String tile = "t" + random.nextInt(6);
      changes.add(
          switch (random.nextInt(4)) {
            case 0 -> remove("c" + random.nextInt(2), tile);
            case 1 -> new TileChange.Reject(big(), tile);
            default -> write("c" + random.nextInt(2), tile, random.nextInt(3), big());
          });
    }
    Map<String, Place> places = new HashMap<>();
    Map<String, Set<String>> left = new HashMap<>();
    Map<String, ImportProgress> imports = new HashMap<>();
    Map<String, Map<String, TileOutcome>> outcomes = new HashMap<>();
    Set<ChangePlan.CellTile> cells = new HashSet<>();
    long tiles = 0;
    int from = 0;
    while (from < changes.size()) {
      int to = Math.min(changes.size(), from + 1 + random.nextInt(10));
      ChangePlan plan = ChangePlan.of(changes.subList(from, to), places, left, imports, outcomes);
      cells.removeAll(plan.deletions());
      plan.puts()
          .forEach(put -> cells.add(new ChangePlan.CellTile(put.key().cell(), put.key().tile())));
      plan.newPlaces().forEach((t, place) -> places.compute(t, (ignored, old) -> place));
      left.putAll(plan.newLeft());
      plan.newImports().forEach(progress -> imports.put(progress.id(), progress));
      plan.newOutcomes()
          .forEach((id, of) -> outcomes.computeIfAbsent(id, x -> new HashMap<>()).putAll(of));
      tiles += plan.tileDelta();
      from = to;
    }

    ChangePlan atOnce = plan(changes);
    assertThat(tiles).isEqualTo(places.size()).isEqualTo(atOnce.tileDelta());
    Set<ChangePlan.CellTile> expected = new HashSet<>();
    places.forEach((tile, place) -> expected.add(new ChangePlan.CellTile(place.cell(), tile)));
    assertThat(cells).isEqualTo(expected);
    Set<ChangePlan.CellTile> cellsAtOnce = new HashSet<>();
    atOnce
        .puts()
        .forEach(
            put -> cellsAtOnce.add(new ChangePlan.CellTile(put.key().cell(), put.key().tile())));
    assertThat(cellsAtOnce).isEqualTo(expected);
    assertThat(atOnce.imports()).containsExactlyInAnyOrderElementsOf(imports.values());

    // What compaction leaves of these records, the gallery holds or knows as left.
    Set<ChangePlan.CellTile> known = new HashSet<>(expected);
    left.forEach((tile, of) -> of.forEach(cell -> known.add(new ChangePlan.CellTile(cell, tile))));
    assertThat(known).isEqualTo(compacted(changes));
  }

  private static Set<ChangePlan.CellTile> compacted(List<TileChange> changes) {
    Set<ChangePlan.CellTile> alive = new HashSet<>();
    for (TileChange change : changes) {
      switch (change) {
        case TileChange.Write write ->
            alive.add(new ChangePlan.CellTile(write.key().cell(), write.key().tile()));
        case TileChange.Remove remove ->
            alive.remove(new ChangePlan.CellTile(remove.key().cell(), remove.key().tile()));
        case TileChange.Reject ignored -> {}
      }
    }
    return alive;
  }

  private static ChangePlan plan(List<TileChange> changes) {
    return ChangePlan.of(changes, Map.of(), Map.of(), Map.of(), Map.of());
  }

  private static ImportRef big() {
    return ImportRef.newBuilder().setId("big").setExpectedTiles(100).build();
  }

  private static TileChange write(String cell, String tile, long revision) {
    return write(cell, tile, revision, IMPORT);
  }

  private static TileChange write(String cell, String tile, long revision, ImportRef of) {
    return write(cell, tile, revision, of, 0);
  }

  private static TileChange write(
      String cell, String tile, long revision, ImportRef of, long embeddedAtUs) {
    return new TileChange.Write(
        new TileKey(MODEL, cell, tile),
        TileRef.newBuilder().setId(tile).setRevision(revision).build(),
        of,
        List.of(new byte[2]),
        embeddedAtUs);
  }

  private static TileChange remove(String cell, String tile) {
    return new TileChange.Remove(new TileKey(MODEL, cell, tile));
  }
}
