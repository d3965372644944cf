package org.crossview.embedding.settings;

import org.crossview.embedding.batch.Embeddings;

/** What an instance of the stage takes in. */
public enum EmbeddingInputs {
  /** Panoramas and tiles: what serves the fleet. */
  BOTH,

  /**
   * Tiles only: what fills the gallery of a new model beside the old one. It leaves the panoramas
   * to those who serve the fleet, and sees every tile that they see.
   */
  TILES;

  /** The consumer group: who shares one shares the records. */
  public String groupId(String modelVersion) {
    return this == BOTH ? Embeddings.STAGE : Embeddings.STAGE + "-tiles-" + modelVersion;
  }
}
