package org.crossview.sirnet.network;

/**
 * What a convolution rounds its input, its kernel and its output to. Everything else is float32 in
 * any case.
 */
public enum Precision {
  FLOAT32,
  /**
   * Eight significant bits. For training on processors that multiply them faster; never in an
   * export.
   */
  BFLOAT16
}
