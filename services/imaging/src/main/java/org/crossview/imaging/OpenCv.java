package org.crossview.imaging;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.crossview.core.image.BgrImage;

/** Images on their way into OpenCV and back. Matrices are freed by the caller's PointerScope. */
final class OpenCv {
  /** Read by JavaCPP when its first class is loaded. */
  private static final String MAX_PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";

  static {
    // By default JavaCPP collects garbage and then fails once the process exceeds twice its heap,
    // which a small heap beside native images soon does. The image limits bound what is decoded.
    if (System.getProperty(MAX_PHYSICAL_BYTES) == null) {
      System.setProperty(MAX_PHYSICAL_BYTES, "0");
    }
    // Callers are parallel already (partitions, batches): more threads within one image only get
    // into their way.
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  /** Frees what was made in it when it is closed. Every use of OpenCV begins with one. */
  static PointerScope scope() {
    return new PointerScope();
  }

  /** A new matrix with a copy of the pixels. */
  static Mat matrix(BgrImage image) {
    Mat matrix = new Mat(image.height(), image.width(), opencv_core.CV_8UC3);
    matrix.data().put(image.bgr());
    return matrix;
  }

  /** A new matrix of bytes in one row. */
  static Mat row(byte[] bytes) {
    Mat matrix = new Mat(1, bytes.length, opencv_core.CV_8UC1);
    matrix.data().put(bytes);
    return matrix;
  }

  /** Copies the pixels of a matrix of three 8-bit channels out. */
  static BgrImage image(Mat matrix) {
    Mat whole = matrix.isContinuous() ? matrix : matrix.clone();
    byte[] bgr = new byte[whole.rows() * whole.cols() * 3];
    whole.data().get(bgr);
    return new BgrImage(whole.rows(), whole.cols(), bgr);
  }

  /** Keeps a matrix beyond any scope; it is freed when nobody refers to it any more. */
  static <P extends Pointer> P kept(P pointer) {
    pointer.retainReference();
    return pointer;
  }
}
