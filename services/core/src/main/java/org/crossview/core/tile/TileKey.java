package org.crossview.core.tile;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a descriptor of a tile is known by: the key of {@code tiles.embedded}, written {@code
 * <model>/<cell>/<tile>} in UTF-8. The tile's id is the rest of the key and may hold slashes
 * itself.
 *
 * @param model version of the model, 12 hexadecimal digits in lower case
 * @param cell H3 cell, or {@code none}; lower-case letters and digits
 * @param tile id of the tile, not empty
 */
public record TileKey(String model, String cell, String tile) {
  private static final Pattern MODEL = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern CELL = Pattern.compile("[0-9a-z]{1,32}");

  public TileKey {
    if (!MODEL.matcher(model).matches()) {
      throw new IllegalArgumentException(
          "A model version is 12 hexadecimal digits in lower case, got '%s'".formatted(model));
    }
    if (!CELL.matcher(cell).matches()) {
      throw new IllegalArgumentException(
          "A cell is an H3 index or none (lower-case letters and digits), got '%s'"
              .formatted(cell));
    }
    if (tile.isEmpty()) {
      throw new IllegalArgumentException("A tile needs an id, got an empty one");
    }
  }

  /** The key of the record, UTF-8. */
  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return model + "/" + cell + "/" + tile;
  }

  /**
   * Reads the key of a record.
   *
   * @throws IllegalArgumentException if it is not {@code <model>/<cell>/<tile>}; the message names
   *     it
   */
  public static TileKey parse(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    String[] parts = text.split("/", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "The key of an embedded tile is <model>/<cell>/<tile>, got '%s'".formatted(text));
    }
    return new TileKey(parts[0], parts[1], parts[2]);
  }
}
