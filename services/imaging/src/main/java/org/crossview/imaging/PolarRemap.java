package org.crossview.imaging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.crossview.core.polar.PolarMap;

/**
 * The polar transform by OpenCV. It rounds source positions to 1/32 pixel, so that it differs from
 * {@link PolarMap#transform} by at most 1/64 pixel in each direction.
 */
final class PolarRemap {
  /** Maps of the last few sizes: a gallery's tiles mostly have one. */
  private static final int CACHED = 4;

  private static final Map<Size, PolarRemap> CACHE =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Size, PolarRemap> eldest) {
          // Not freed here, as another thread may be using it: the garbage collector does.
          return size() > CACHED;
        }
      };

  private record Size(int side, int height, int width) {}

  private final Mat positions;
  private final Mat fractions;

  private PolarRemap(Size size) {
    PolarMap map = new PolarMap(size.side, size.height, size.width);
    positions = OpenCv.kept(new Mat());
    fractions = OpenCv.kept(new Mat());
    try (PointerScope _ = OpenCv.scope()) {
      opencv_imgproc.convertMaps(
          floats(map.sourceCols(), size),
          floats(map.sourceRows(), size),
          positions,
          fractions,
          opencv_core.CV_16SC2,
          false);
    }
  }

  /** The transform of tiles of that side to that size. */
  static PolarRemap of(int side, int height, int width) {
    Size size = new Size(side, height, width);
    synchronized (CACHE) {
      return CACHE.computeIfAbsent(size, PolarRemap::new);
    }
  }

  /** A new matrix with the transform of a tile; taps outside the tile count as 0. */
  Mat apply(Mat tile) {
    Mat polar = new Mat();
    opencv_imgproc.remap(
        tile,
        polar,
        positions,
        fractions,
        opencv_imgproc.INTER_LINEAR,
        opencv_core.BORDER_CONSTANT,
        new Scalar(0, 0, 0, 0));
    return polar;
  }

  private static Mat floats(float[] values, Size size) {
    Mat matrix = new Mat(size.height, size.width, opencv_core.CV_32FC1);
    new FloatPointer(matrix.data()).put(values);
    return matrix;
  }
}
