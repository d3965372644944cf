package org.crossview.gallery.redis;

import java.nio.charset.StandardCharsets;

/**
 * Where the gallery of one model lies in Redis. The braces put all keys of a cell into one slot of
 * a cluster.
 *
 * @param model version of the model, 12 hexadecimal digits
 */
public record GalleryKeys(String model) {
  /** Hash of the fields of {@link Manifest}. */
  public String manifest() {
    return "cv:" + model + ":manifest";
  }

  /** Set of the cells that hold tiles. */
  public String cells() {
    return "cv:" + model + ":cells";
  }

  /** Hash: tile id to {@link Place}. */
  public String places() {
    return "cv:" + model + ":places";
  }

  /** Hash: tile id to its {@link LeftCells}. */
  public String left() {
    return "cv:" + model + ":left";
  }

  /** Hash: import id to {@link ImportProgress}. */
  public String imports() {
    return "cv:" + model + ":imports";
  }

  /** Hash of an import that is not whole: tile id to {@link TileOutcome}. */
  public String outcomes(String importId) {
    return "cv:" + model + ":import:" + importId;
  }

  /** Hash: {@code <topic>/<partition>} to the offset below which this gallery holds everything. */
  public String positions() {
    return "cv:" + model + ":positions";
  }

  /** Hash: topic to the id, as Kafka gives it, of the one that this gallery was filled from. */
  public String topics() {
    return "cv:" + model + ":topics";
  }

  /** Key that exists while somebody refills the gallery. */
  public String refillLease() {
    return "cv:" + model + ":refill";
  }

  /** Hash: tile id to the bytes of its {@code TileRef}. */
  public byte[] tiles(String cell) {
    return bytes("cv:{" + model + ":" + cell + "}:tiles");
  }

  /**
   * Hash: tile id to its descriptor, little-endian float16.
   *
   * @param step refinement step, 1..T
   */
  public byte[] descriptors(String cell, int step) {
    return bytes("cv:{" + model + ":" + cell + "}:d:" + step);
  }

  /** Patterns that match every key of the model and none of another. */
  String[] patterns() {
    return new String[] {"cv:{" + model + ":*", "cv:" + model + ":*"};
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
