package org.crossview.sirnet.training;

/**
 * The learning rate of each step: a linear warm-up, then constant, cosine or stepwise decay.
 *
 * @param kind form of the decay
 * @param base rate after the warm-up
 * @param warmupSteps steps of the rise from 0; 0 for none
 * @param finalFraction of the base rate that a cosine ends with, 0..1
 * @param decaySteps steps between two reductions to a half, for {@link Kind#STEP}
 */
public record LearningRate(
    Kind kind, double base, int warmupSteps, double finalFraction, int decaySteps) {
  /** Form of the decay. */
  public enum Kind {
    CONSTANT,
    COSINE,
    STEP
  }

  public LearningRate {
    if (!(base > 0) || warmupSteps < 0 || !(finalFraction >= 0 && finalFraction <= 1)) {
      throw new IllegalArgumentException(
          "A learning rate needs a base above 0, a warm-up of at least 0 steps and a final fraction"
              + " in 0..1, got %s, %d, %s".formatted(base, warmupSteps, finalFraction));
    }
    if (kind == Kind.STEP && decaySteps < 1) {
      throw new IllegalArgumentException("Decay steps must be at least 1, got " + decaySteps);
    }
  }

  /**
   * @param step from 1
   * @param total steps of the whole run
   */
  double at(long step, long total) {
    if (step <= warmupSteps) {
      return base * step / warmupSteps;
    }
    long after = step - warmupSteps - 1;
    return switch (kind) {
      case CONSTANT -> base;
      case COSINE -> {
        double progress = Math.min(1, after / (double) Math.max(1, total - warmupSteps - 1));
        double wave = 0.5 * (1 + Math.cos(Math.PI * progress));
        yield base * (finalFraction + (1 - finalFraction) * wave);
      }
      case STEP -> {
        long halvings = after / decaySteps;
        yield base * Math.pow(0.5, (double) halvings);
      }
    };
  }
}
