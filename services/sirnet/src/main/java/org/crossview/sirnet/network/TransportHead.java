package org.crossview.sirnet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * CVFT's head (Shi et al., AAAI 2020): a convolution that halves the map and leaves 64 channels; in
 * the ground branch, resized to the aerial map, the features are then moved to other places by a
 * transport plan. A convolution to one channel and a fully connected layer regress the cost of
 * every move from the ground features themselves; Sinkhorn's iteration makes a doubly stochastic
 * plan of it. The aerial branch is not transported.
 */
final class TransportHead implements Head {
  private static final int FULL_CHANNELS = 64;

  /** Factor on the cost: the inverse of the entropy's weight. */
  private static final float SHARPNESS = 100;

  private static final int ITERATIONS = 20;

  /** Of the cost layer's weights, as the method's authors publish it. */
  private static final double DEVIATION = 0.005;

  @Override
  public MapShape shape(SirNetSettings settings, MapShape features) {
    return new MapShape(
        features.rows() / settings.head().rowStride(),
        features.columns() / settings.head().columnStride(),
        settings.channels(FULL_CHANNELS));
  }

  @Override
  public Operand<TFloat32> describe(
      Layers layers, SirNetSettings settings, View view, FeatureMap in) {
    FeatureMap f =
        layers.relu(layers.halved("transport.conv", in, settings.channels(FULL_CHANNELS)));
    if (view == View.AERIAL) {
      return f.x();
    }
    MapShape target = settings.descriptorShape(View.AERIAL);
    if (target.rows() != f.height() || target.columns() != f.width()) {
      f = layers.resize(f, target.rows(), target.columns());
    }
    return transported(layers, f);
  }

  private static Operand<TFloat32> transported(Layers layers, FeatureMap f) {
    Ops tf = layers.tf;
    int places = f.height() * f.width();
    FeatureMap saliency = layers.convRelu("transport.saliency", f, 1, 1);
    Operand<TFloat32> w =
        layers.weight("transport.cost.w", Shape.of(places, (long) places * places), DEVIATION);
    Operand<TFloat32> b = layers.weight("transport.cost.b", Shape.of((long) places * places), 0);
    Operand<TFloat32> flat = tf.reshape(saliency.x(), tf.constant(new int[] {-1, places}));
    Operand<TFloat32> cost =
        tf.reshape(
            tf.math.add(tf.linalg.matMul(flat, w), b), tf.constant(new int[] {-1, places, places}));
    // As the method's authors start it: staying costs 1 more than any move.
    Operand<TFloat32> start = tf.math.add(cost, tf.constant(identity(places)));
    Operand<TFloat32> plan = plan(tf, tf.math.mul(start, tf.constant(-SHARPNESS)));
    Operand<TFloat32> features =
        tf.reshape(f.x(), tf.constant(new int[] {-1, places, f.channels()}));
    return tf.linalg.einsum(List.of(features, plan), "bic,bio->boc");
  }

  /** Rows and columns in turn normalised to a sum of 1, in logarithms (Sinkhorn 1967). */
  private static Operand<TFloat32> plan(Ops tf, Operand<TFloat32> logarithms) {
    Operand<TFloat32> x = logarithms;
    for (int i = 0; i < ITERATIONS; i++) {
      x = tf.math.sub(x, logSum(tf, x, 2));
      x = tf.math.sub(x, logSum(tf, x, 1));
    }
    return tf.math.exp(x);
  }

  private static Operand<TFloat32> logSum(Ops tf, Operand<TFloat32> x, int axis) {
    Operand<TFloat32> largest = tf.stopGradient(tf.max(x, tf.constant(axis), Max.keepDims(true)));
    Operand<TFloat32> sum =
        tf.reduceSum(
            tf.math.exp(tf.math.sub(x, largest)), tf.constant(axis), ReduceSum.keepDims(true));
    return tf.math.add(largest, tf.math.log(sum));
  }

  private static float[][] identity(int size) {
    float[][] identity = new float[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }
}
