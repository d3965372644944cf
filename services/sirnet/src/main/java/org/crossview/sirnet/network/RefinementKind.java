package org.crossview.sirnet.network;

/** What stands between the backbone and the head. */
public enum RefinementKind {
  /** The iterative refinement module: T blocks, each followed by the head. */
  IRM,
  /** One convolutional block attention module (paper, Table IX). */
  CBAM,
  /** Nothing: the paper's baseline (Table IV). */
  NONE
}
