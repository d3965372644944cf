package org.crossview.sirnet.network;

/** What makes a descriptor of a feature map: SIRNet's aggregation, or another method's (Fig. 9). */
public enum HeadKind {
  /** Three convolutions, with the multiscale context where that is on. */
  SIRNET(BackboneDepth.CONV4_1, 4, 1),
  /** Eight spatial attention heads (Shi et al., NeurIPS 2019). */
  SAFA(BackboneDepth.CONV5_3, 2, 2),
  /** The same three convolutions alone (Shi et al., CVPR 2020). */
  DSM(BackboneDepth.CONV4_3, 4, 1),
  /** A convolution, and optimal transport of the ground view's features (Shi et al., AAAI 2020). */
  CVFT(BackboneDepth.CONV5_3, 2, 2);

  private final BackboneDepth backbone;
  private final int rowStride;
  private final int columnStride;

  HeadKind(BackboneDepth backbone, int rowStride, int columnStride) {
    this.backbone = backbone;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
  }

  /** The backbone that the head was published with. */
  public BackboneDepth backbone() {
    return backbone;
  }

  /** Rows of the backbone's map for one of the descriptor's. */
  int rowStride() {
    return rowStride;
  }

  /** Columns of the backbone's map for one of the descriptor's. */
  int columnStride() {
    return columnStride;
  }

  /** Whether the descriptor is a smaller map of the view's own shape. */
  boolean keepsTheMap() {
    return this == SIRNET || this == DSM;
  }

  Head head() {
    return switch (this) {
      case SIRNET, DSM -> new ConvolutionHead();
      case SAFA -> new SpatialAttentionHead();
      case CVFT -> new TransportHead();
    };
  }
}
