package org.crossview.gallery;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Which shard holds a cell: CRC-32 (ISO-HDLC, as in zip) of the cell's UTF-8 bytes, as an unsigned
 * number, modulo the number of shards. The same everywhere and for ever, so that any program can
 * compute it.
 *
 * @param shard which one this is, from 0
 * @param shards how many there are, at least 1
 */
public record Shards(int shard, int shards) {
  /** The one shard that holds everything. */
  public static final Shards ONE = new Shards(0, 1);

  public Shards {
    if (shards < 1) {
      throw new IllegalArgumentException(
          "crossview.gallery.shards needs to be 1 or more, got " + shards);
    }
    if (shard < 0 || shard >= shards) {
      throw new IllegalArgumentException(
          "crossview.gallery.shard needs to be 0 to %d with %d shards, got %d"
              .formatted(shards - 1, shards, shard));
    }
  }

  /** The shard that holds a cell, 0..shards-1. */
  public static int of(String cell, int shards) {
    CRC32 crc = new CRC32();
    crc.update(cell.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % shards);
  }

  /** Whether this shard holds the cell. */
  public boolean holds(String cell) {
    return of(cell, shards) == shard;
  }
}
