package org.crossview.sirnet.network;

/** What settings of a network are allowed. Every refusal names the setting, its value and why. */
final class SirNetLimits {
  private SirNetLimits() {}

  static void check(boolean holds, String name, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "SIRNet setting %s is %s and must be %s".formatted(name, value, allowed));
    }
  }

  static void checkPositive(String name, double value) {
    check(value > 0 && Double.isFinite(value), name, value, "more than 0");
  }

  /**
   * Rows and columns that the backbone's map needs, so that none of the pooled maps made of it is
   * empty: a scale of 0.2 (0.3) of fewer than 5 (4) would leave nothing.
   */
  static int leastPlaces(ContextKind context, RefinementKind refinement, boolean multiscale) {
    boolean local = refinement == RefinementKind.IRM && context == ContextKind.LOCAL;
    return multiscale ? 5 : local ? 4 : 2;
  }

  /** What images a backbone and a head can take. */
  record ImageLimits(BackboneDepth backbone, HeadKind head, int leastPlaces) {
    void check(String view, int height, int width) {
      checkSide(view + "Height", height, head.rowStride());
      checkSide(view + "Width", width, head.columnStride());
    }

    private void checkSide(String name, int size, int headStride) {
      int multiple = backbone.stride() * headStride;
      int least = backbone.stride() * leastPlaces;
      SirNetLimits.check(
          size > 0 && size % multiple == 0 && size >= least,
          name,
          size,
          "a multiple of %d, at least %d".formatted(multiple, least));
    }
  }
}
