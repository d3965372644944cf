package org.crossview.core.halting;

/** Which distances Algorithm 1 compares. The two can halt at different steps. */
public enum DistanceKind {
  /** The L2 distance, as the paper writes it; the default. */
  L2,
  /** Its square, as the loss uses it. */
  SQUARED_L2;

  double of(double l2) {
    return this == L2 ? l2 : l2 * l2;
  }
}
