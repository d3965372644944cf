package org.crossview.preprocessing.topology;

/** What an instance of the stage takes in. */
public enum PreprocessingInputs {
  /** Panoramas and tiles, in turns. */
  BOTH,

  /** Panoramas only: no import slows the fleet down. Another instance takes the tiles. */
  PANORAMAS,

  /** Tiles only. */
  TILES;

  boolean includePanoramas() {
    return this != TILES;
  }

  boolean includeTiles() {
    return this != PANORAMAS;
  }
}
