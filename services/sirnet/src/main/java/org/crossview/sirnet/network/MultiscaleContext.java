package org.crossview.sirnet.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * The multiscale feature augmentation (paper, section III-C2 and Fig. 6): the map pooled to three
 * scales, each through a 1 x 1 convolution, enlarged to the shape of the first aggregation output,
 * and added with weights that are learned from their global averages. The weights of a channel over
 * the scales sum to 1.
 */
final class MultiscaleContext {
  /** alpha_1 to alpha_3. */
  static final double[] SCALES = {0.2, 0.3, 0.4};

  private MultiscaleContext() {}

  /** A map of the shape of {@code target}. */
  static Operand<TFloat32> apply(
      Layers layers, SirNetSettings settings, FeatureMap in, FeatureMap target) {
    Ops tf = layers.tf;
    int n = SCALES.length;
    List<Operand<TFloat32>> scales = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      FeatureMap pooled = layers.averagePool(in, SCALES[k]);
      pooled = layers.conv("multiscale.scale" + (k + 1), pooled, 1, target.channels());
      scales.add(layers.resize(pooled, target.height(), target.width()).x());
    }
    FeatureMap weights = weights(layers, settings, scales, target.channels());
    Operand<TFloat32> perScale =
        tf.reshape(weights.x(), tf.constant(new int[] {-1, n, target.channels()}));
    // Softmax works on the last axis: scales last.
    Operand<TFloat32> shares =
        tf.linalg.transpose(
            tf.nn.softmax(tf.linalg.transpose(perScale, tf.constant(new int[] {0, 2, 1}))),
            tf.constant(new int[] {0, 2, 1}));
    List<Operand<TFloat32>> weighted = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Operand<TFloat32> share =
          tf.reshape(
              tf.slice(
                  shares,
                  tf.constant(new int[] {0, k, 0}),
                  tf.constant(new int[] {-1, 1, target.channels()})),
              tf.constant(new int[] {-1, 1, 1, target.channels()}));
      weighted.add(tf.math.mul(scales.get(k), share));
    }
    return tf.math.addN(weighted);
  }

  private static FeatureMap weights(
      Layers layers, SirNetSettings settings, List<Operand<TFloat32>> scales, int channels) {
    Ops tf = layers.tf;
    int all = channels * scales.size();
    int hidden = settings.channels(192);
    Operand<TFloat32> average =
        tf.math.mean(
            tf.concat(scales, tf.constant(3)), tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    FeatureMap f = new FeatureMap(average, 1, 1, all);
    f = layers.convRelu("multiscale.fuse1", f, 1, hidden);
    f = layers.convRelu("multiscale.fuse2", f, 1, hidden);
    return layers.conv("multiscale.fuse3", f, 1, all);
  }
}
