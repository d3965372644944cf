package org.crossview.sirnet.pretrained;

import org.crossview.sirnet.network.Vgg16Layer;

/**
 * What one convolution learned.
 *
 * @param kernel [3, 3, in, out] in row-major order
 * @param bias [out]
 */
record ConvolutionWeights(Vgg16Layer layer, float[] kernel, float[] bias) {}
