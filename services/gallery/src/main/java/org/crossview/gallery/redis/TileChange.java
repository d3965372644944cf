package org.crossview.gallery.redis;

import java.util.List;
import org.crossview.core.tile.TileKey;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.TileRef;

/** What a record asks of the gallery. */
public sealed interface TileChange {
  /**
   * Put a tile in, unless the gallery holds a higher revision of it, or an equal one in another
   * cell that was embedded later.
   *
   * @param key of the record; its tile is {@code ref}'s id
   * @param ref what answers carry
   * @param tileImport that the tile belongs to
   * @param descriptors of the steps 1..T, little-endian float16
   * @param embeddedAtUs microseconds since the Unix epoch; 0 where the record does not tell
   */
  record Write(
      TileKey key, TileRef ref, ImportRef tileImport, List<byte[]> descriptors, long embeddedAtUs)
      implements TileChange {
    public Write {
      descriptors = List.copyOf(descriptors);
    }
  }

  /** Take a tile out, if it lies in the cell that the key names. */
  record Remove(TileKey key) implements TileChange {}

  /**
   * Count a tile that could not be processed.
   *
   * @param tile its id, or another name that is always the same for the same record
   */
  record Reject(ImportRef tileImport, String tile) implements TileChange {}
}
