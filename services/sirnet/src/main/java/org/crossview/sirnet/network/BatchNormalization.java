package org.crossview.sirnet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * The normalisation of one convolution's output, per channel. Scale and variance are kept as what
 * they differ from 1 by, so that every variable starts at 0.
 */
final class BatchNormalization {
  private static final float EPSILON = 1e-3f;

  /** Share of the newest batch in the moving averages. */
  private static final float NEWEST = 0.01f;

  private final Ops tf;
  private final Operand<TFloat32> scale;
  private final Operand<TFloat32> movingMean;
  private final Operand<TFloat32> movingVariance;

  /**
   * @param name of the convolution; the variables are named after it
   */
  BatchNormalization(Ops tf, Variables variables, String name, int channels) {
    this.tf = tf;
    this.scale = tf.math.add(variables.bias(name + ".scale", channels), tf.constant(1f));
    this.movingMean = variables.state(name + ".mean", Shape.of(channels));
    this.movingVariance = variables.state(name + ".variance", Shape.of(channels));
  }

  /**
   * Normalises by the batch itself.
   *
   * @param x [batch, height, width, channels], not yet biased
   * @param updates receives the updates of the moving averages
   */
  Operand<TFloat32> ofBatch(Operand<TFloat32> x, Operand<TFloat32> offset, List<Op> updates) {
    Operand<TFloat32> none = tf.constant(new float[0]);
    FusedBatchNorm<TFloat32, TFloat32> normalized =
        tf.nn.fusedBatchNorm(
            x,
            scale,
            offset,
            none,
            none,
            FusedBatchNorm.isTraining(true),
            FusedBatchNorm.epsilon(EPSILON));
    updates.add(moved(movingMean, normalized.batchMean()));
    updates.add(moved(movingVariance, tf.math.sub(normalized.batchVariance(), tf.constant(1f))));
    return normalized.y();
  }

  private Op moved(Operand<TFloat32> average, Operand<TFloat32> newest) {
    return tf.assignSub(average, tf.math.mul(tf.math.sub(average, newest), tf.constant(NEWEST)));
  }

  /** Kernel and bias of the plain convolution that does the same by the moving averages. */
  Folded folded(Operand<TFloat32> kernel, Operand<TFloat32> offset) {
    Operand<TFloat32> variance = tf.math.add(movingVariance, tf.constant(1 + EPSILON));
    Operand<TFloat32> factor = tf.math.mul(scale, tf.math.rsqrt(variance));
    // The output channel is the kernel's last axis.
    return new Folded(
        tf.math.mul(kernel, factor), tf.math.sub(offset, tf.math.mul(movingMean, factor)));
  }

  record Folded(Operand<TFloat32> kernel, Operand<TFloat32> bias) {}
}
