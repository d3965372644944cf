package org.crossview.sirnet.network;

/** Which context guides a refinement block (paper, equation (1) and Table VI). */
public enum ContextKind {
  /** The mean over each row: H x 1 x C. The paper's choice. */
  HEIGHT,
  /** The mean over each column: 1 x W x C. */
  WIDTH,
  /** Average pooling to 0.3 of the height and width. */
  LOCAL
}
