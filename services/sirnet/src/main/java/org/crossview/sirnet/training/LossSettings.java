package org.crossview.sirnet.training;

/**
 * What training minimises.
 *
 * @param kind how a batch's distances become one number
 * @param beta factor on the squared distances, more than 0; 10 in the paper
 * @param betaWarmup steps over which beta rises geometrically from a tenth of its value. While
 *     descriptors say nothing yet, a sharp loss punishes every difference between them and drives
 *     them all to one point; a blunt one lets the pairs find each other first
 * @param columnWeight factor on {@link ColumnContrastLoss} beside it; 0 for none
 */
public record LossSettings(Kind kind, double beta, int betaWarmup, double columnWeight) {
  /** How a batch's distances become one number. */
  public enum Kind {
    /** {@link SoftMarginTripletLoss}: the paper's. */
    SOFT_MARGIN,
    /** {@link InfoNceLoss}. */
    INFO_NCE
  }

  public LossSettings {
    if (!(beta > 0) || betaWarmup < 0 || !(columnWeight >= 0)) {
      throw new IllegalArgumentException(
          "Beta must be above 0, its warm-up and the column weight at least 0, got %s, %d, %s"
              .formatted(beta, betaWarmup, columnWeight));
    }
  }

  /** Beta of a step, counted from 1. */
  double betaAt(long step) {
    return step >= betaWarmup ? beta : beta * Math.pow(10, step / (double) betaWarmup - 1);
  }
}
