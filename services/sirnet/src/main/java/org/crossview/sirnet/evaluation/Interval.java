package org.crossview.sirnet.evaluation;

/**
 * A confidence interval of a mean.
 *
 * @param mean over all queries
 * @param low lower end
 * @param high upper end
 */
public record Interval(double mean, double low, double high) {
  /** Whether 0 lies outside: a difference that is not by chance, at the interval's level. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
