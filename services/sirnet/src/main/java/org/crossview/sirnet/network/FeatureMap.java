package org.crossview.sirnet.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A node of the graph with its shape, known when the graph is built.
 *
 * @param x float32 [batch, height, width, channels]
 */
record FeatureMap(Operand<TFloat32> x, int height, int width, int channels) {}
