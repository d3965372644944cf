package org.crossview.gallery.redis;

import java.util.Collection;
import java.util.List;

/**
 * How far an import has come. Tiles count once, however often they are delivered.
 *
 * <p>Rejections name no model, so every gallery hears of those of every model. As long as nothing
 * of an import is written into a gallery, nobody knows whether it is one of this gallery at all: it
 * neither holds the gallery up nor makes it whole.
 *
 * @param id of the import
 * @param expected tiles that it announced, at least 1
 * @param written distinct tiles that reached the gallery
 * @param rejected distinct tiles that could not be processed and did not reach it otherwise
 * @param whole whether something is written and written + rejected has reached expected, or an
 *     operator has given the rest up; then the counts stay as they are
 */
public record ImportProgress(String id, long expected, long written, long rejected, boolean whole) {

  /** Whether these make a gallery whole: something is written, and nothing more is awaited. */
  static boolean areWhole(Collection<ImportProgress> imports) {
    List<ImportProgress> begun = imports.stream().filter(ImportProgress::isBegun).toList();
    return !begun.isEmpty() && begun.stream().allMatch(ImportProgress::whole);
  }

  /** Whether a tile of it is written, so that it is an import into this gallery. */
  boolean isBegun() {
    return written > 0;
  }

  /** Whether it holds the gallery up: it is begun, and tiles of it are awaited. */
  public boolean isOpen() {
    return isBegun() && !whole;
  }

  /** Tiles that are neither written nor rejected yet. */
  public long awaited() {
    return Math.max(0, expected - written - rejected);
  }

  static ImportProgress announced(String id, long expected) {
    return new ImportProgress(id, expected, 0, 0, false);
  }

  /** Senders that disagree are believed the larger number: a gallery is never whole too early. */
  ImportProgress expecting(long tiles) {
    return whole || tiles <= expected
        ? this
        : new ImportProgress(id, tiles, written, rejected, false);
  }

  /**
   * Counts a tile.
   *
   * @param before what was known of the tile, null for nothing
   */
  ImportProgress count(TileOutcome before, TileOutcome now) {
    if (whole || before == now) {
      return this;
    }
    long newWritten = written + (now == TileOutcome.WRITTEN ? 1 : 0);
    long newRejected =
        rejected + (now == TileOutcome.REJECTED ? 1 : 0) - (before == TileOutcome.REJECTED ? 1 : 0);
    boolean nowWhole = newWritten > 0 && newWritten + newRejected >= expected;
    return new ImportProgress(id, expected, newWritten, newRejected, nowWhole);
  }

  /** The same, taken for whole although tiles are missing. */
  ImportProgress abandoned() {
    return new ImportProgress(id, expected, written, rejected, true);
  }

  String encode() {
    return expected + " " + written + " " + rejected + (whole ? " whole" : " open");
  }

  static ImportProgress decode(String id, String text) {
    String[] parts = text.split(" ");
    return new ImportProgress(
        id,
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        parts[3].equals("whole"));
  }
}
