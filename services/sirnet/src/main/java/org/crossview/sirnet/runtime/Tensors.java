package org.crossview.sirnet.runtime;

import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/** Copies between tensors and arrays. */
public final class Tensors {
  private Tensors() {}

  /**
   * All elements in row-major order.
   *
   * @param tensor float32; stays open
   */
  public static float[] floats(Tensor tensor) {
    var floats = (TFloat32) tensor;
    float[] values = new float[Math.toIntExact(floats.size())];
    floats.asRawTensor().data().asFloats().read(values);
    return values;
  }
}
