package org.crossview.sirnet.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Draws the dropout masks of one training step. The masks depend on the seed that is fed and on the
 * layer's number alone, not on a random state inside the session: a resumed run draws the same.
 */
public final class DropoutSource {
  private final Operand<TInt32> seed;
  private int layers;

  /**
   * @param seed int32 scalar, another one for each training step
   */
  public DropoutSource(Operand<TInt32> seed) {
    this.seed = seed;
  }

  /** Drops the fraction {@code rate} of x and scales the rest by 1 / (1 - rate). */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x, double rate) {
    Operand<TInt32> layerSeed = tf.stack(java.util.List.of(seed, tf.constant(layers++)));
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(x), layerSeed);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant((float) rate)), TFloat32.class);
    Operand<TFloat32> mask = tf.math.mul(kept, tf.constant((float) (1 / (1 - rate))));
    return tf.math.mul(x, tf.stopGradient(mask));
  }
}
