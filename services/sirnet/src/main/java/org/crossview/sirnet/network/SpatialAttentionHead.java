package org.crossview.sirnet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.types.TFloat32;

/**
 * SAFA's head (Shi et al., NeurIPS 2019, section 3.2): of the map halved by max-pooling, each of
 * eight heads learns one weight per place and sums the features with it. The weights come from the
 * largest channel of every place, through two fully connected layers with half as many places
 * between them and no activation. The descriptor is 8 x C; it has no directions.
 */
final class SpatialAttentionHead implements Head {
  static final int HEADS = 8;

  /** Of the fully connected layers' weights, as the method's authors publish it. */
  private static final double DEVIATION = 0.005;

  private static final double START_BIAS = 0.1;

  @Override
  public MapShape shape(SirNetSettings settings, MapShape features) {
    return new MapShape(HEADS, 1, features.channels());
  }

  @Override
  public Operand<TFloat32> describe(
      Layers layers, SirNetSettings settings, View view, FeatureMap in) {
    Ops tf = layers.tf;
    FeatureMap pooled = layers.maxPool(in);
    int places = pooled.height() * pooled.width();
    Operand<TFloat32> features =
        tf.reshape(pooled.x(), tf.constant(new int[] {-1, places, pooled.channels()}));
    Operand<TFloat32> strongest = tf.max(features, tf.constant(2), Max.keepDims(false));
    int hidden = Math.max(1, places / 2);
    Operand<TFloat32> x = dense(layers, "attention.fc1", "bi,ijd->bjd", strongest, places, hidden);
    Operand<TFloat32> weights = dense(layers, "attention.fc2", "bjd,jid->bid", x, hidden, places);
    return tf.linalg.einsum(List.of(features, weights), "bic,bid->bdc");
  }

  /** A fully connected layer for each head. */
  private static Operand<TFloat32> dense(
      Layers layers, String name, String equation, Operand<TFloat32> x, int in, int out) {
    Ops tf = layers.tf;
    Operand<TFloat32> w = layers.weight(name + ".w", Shape.of(in, out, HEADS), DEVIATION);
    Operand<TFloat32> b = layers.weight(name + ".b", Shape.of(out, HEADS), 0);
    Operand<TFloat32> bias = tf.math.add(b, tf.constant((float) START_BIAS));
    return tf.math.add(tf.linalg.einsum(List.of(x, w), equation), bias);
  }
}
