package org.crossview.sirnet.network;

/**
 * Whether the convolutions of the backbone and of the refinement blocks are batch normalised (Ioffe
 * and Szegedy 2015). It helps random weights to learn and is no part of the network: a convolution
 * followed by a fixed scale and offset is a convolution, so an export holds plain ones.
 */
public enum Normalization {
  /** Plain convolutions. */
  NONE,
  /** By the statistics of the batch; their moving averages are updated. For training. */
  BATCH,
  /** By the moving averages, folded into kernels and biases. For validation and export. */
  FOLDED
}
