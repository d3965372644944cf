package org.crossview.stage;

import java.util.List;

/** The names of all topics, in the order of the data flow. */
public final class Topics {
  /** What vehicles send: JPEG or PNG panoramas. */
  public static final String PANORAMAS_CAPTURED = "panoramas.captured";

  /** North in the centre, in the size of the model's input. */
  public static final String PANORAMAS_PREPARED = "panoramas.prepared";

  /** Ground descriptors of all refinement steps. */
  public static final String PANORAMAS_EMBEDDED = "panoramas.embedded";

  /** The nearest tiles of one shard at every step. */
  public static final String PANORAMAS_SEARCHED = "panoramas.searched";

  /** The step that Algorithm 1 chose, and its candidates. */
  public static final String PANORAMAS_HALTED = "panoramas.halted";

  /** Panoramas that a stage could not process. */
  public static final String PANORAMAS_REJECTED = "panoramas.rejected";

  /** Aerial images of an import. */
  public static final String TILES_IMPORTED = "tiles.imported";

  /** Polar-transformed tiles, in the size of the model's input. */
  public static final String TILES_PREPARED = "tiles.prepared";

  /** Aerial descriptors of all refinement steps; compacted, a null value removes the tile. */
  public static final String TILES_EMBEDDED = "tiles.embedded";

  /** Tiles that a stage could not process. */
  public static final String TILES_REJECTED = "tiles.rejected";

  /** Imports that are whole in the gallery; compacted. */
  public static final String IMPORTS_COMPLETED = "imports.completed";

  /** Where panoramas were taken. */
  public static final String GEOTAGS = "geotags";

  /** What ended without an answer, and why. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** All of the above. */
  public static final List<String> ALL =
      List.of(
          PANORAMAS_CAPTURED,
          PANORAMAS_PREPARED,
          PANORAMAS_EMBEDDED,
          PANORAMAS_SEARCHED,
          PANORAMAS_HALTED,
          PANORAMAS_REJECTED,
          TILES_IMPORTED,
          TILES_PREPARED,
          TILES_EMBEDDED,
          TILES_REJECTED,
          IMPORTS_COMPLETED,
          GEOTAGS,
          DEAD_LETTERS);

  private Topics() {}
}
