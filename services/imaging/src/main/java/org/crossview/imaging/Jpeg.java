package org.crossview.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.crossview.core.image.BgrImage;

/** Writes JPEG files. */
public final class Jpeg {
  private Jpeg() {}

  /**
   * Encodes an image as baseline JPEG.
   *
   * @param image not changed; at most 65,500 pixels a side
   * @param quality 1 (small) to 100 (good)
   * @throws IllegalArgumentException if the quality is out of range or the image too large for JPEG
   */
  public static byte[] encode(BgrImage image, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG qualities are 1..100, got " + quality);
    }
    try (PointerScope _ = OpenCv.scope()) {
      BytePointer out = new BytePointer();
      IntPointer parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
      if (!opencv_imgcodecs.imencode(".jpg", OpenCv.matrix(image), out, parameters)) {
        throw new IllegalArgumentException(
            "An image of %d x %d pixels (width x height) cannot be written as JPEG"
                .formatted(image.width(), image.height()));
      }
      byte[] bytes = new byte[Math.toIntExact(out.limit())];
      out.get(bytes);
      return bytes;
    }
  }
}
