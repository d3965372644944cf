package org.crossview.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.crossview.core.image.BgrImage;

/** Images and files that tests are made of. */
public final class Pictures {
  private Pictures() {}

  /** One value for each pixel, the same in all three channels. */
  interface Grey {
    int at(int row, int col);
  }

  /** An image of grey values 0..255. */
  static BgrImage grey(int height, int width, Grey grey) {
    byte[] bgr = new byte[height * width * 3];
    for (int row = 0, at = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        byte value = (byte) grey.at(row, col);
        bgr[at++] = value;
        bgr[at++] = value;
        bgr[at++] = value;
      }
    }
    return new BgrImage(height, width, bgr);
  }

  /** Soft waves in both directions, different in each channel. */
  public static BgrImage waves(int height, int width) {
    byte[] bgr = new byte[height * width * 3];
    for (int row = 0, at = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        for (int channel = 0; channel < 3; channel++) {
          double wave =
              Math.sin(2 * Math.PI * (row / 60.0 + channel / 5.0))
                  * Math.cos(2 * Math.PI * col / 80);
          bgr[at++] = (byte) Math.round(128 + 100 * wave);
        }
      }
    }
    return new BgrImage(height, width, bgr);
  }

  /** The value of one channel of one pixel, 0..255. */
  static int value(BgrImage image, int row, int col, int channel) {
    return Byte.toUnsignedInt(image.bgr()[(row * image.width() + col) * 3 + channel]);
  }

  /** The different values among all channels of all pixels, 0..255, in ascending order. */
  static int[] values(BgrImage image) {
    BitSet seen = new BitSet();
    for (byte value : image.bgr()) {
      seen.set(Byte.toUnsignedInt(value));
    }
    return seen.stream().toArray();
  }

  /** Mean absolute difference of the channels of two images of one size. */
  static double meanDifference(BgrImage a, BgrImage b) {
    double sum = 0;
    for (int i = 0; i < a.bgr().length; i++) {
      sum += Math.abs(Byte.toUnsignedInt(a.bgr()[i]) - Byte.toUnsignedInt(b.bgr()[i]));
    }
    return sum / a.bgr().length;
  }

  /** A file of the format that the suffix names, with settings of OpenCV. */
  static byte[] encode(String suffix, BgrImage image, int... settings) {
    try (PointerScope _ = OpenCv.scope()) {
      return encode(suffix, OpenCv.matrix(image), settings);
    }
  }

  /** A PNG after a conversion of colours, a COLOR_ constant of OpenCV. */
  static byte[] encodeConverted(BgrImage image, int code) {
    try (PointerScope _ = OpenCv.scope()) {
      Mat converted = new Mat();
      opencv_imgproc.cvtColor(OpenCv.matrix(image), converted, code);
      return encode(".png", converted);
    }
  }

  /** A PNG with 16 bits a channel, each value times 257. */
  static byte[] encodeSixteenBit(BgrImage image) {
    try (PointerScope _ = OpenCv.scope()) {
      Mat wide = new Mat();
      OpenCv.matrix(image).convertTo(wide, opencv_core.CV_16UC3, 257, 0);
      return encode(".png", wide);
    }
  }

  private static byte[] encode(String suffix, Mat image, int... settings) {
    BytePointer out = new BytePointer();
    if (!opencv_imgcodecs.imencode(suffix, image, out, new IntPointer(settings))) {
      throw new AssertionError("not encoded");
    }
    byte[] bytes = new byte[(int) out.limit()];
    out.get(bytes);
    return bytes;
  }

  /** Where two bytes follow each other for the last time. */
  static int lastIndexOf(byte[] bytes, byte first, byte second) {
    for (int at = bytes.length - 2; at >= 0; at--) {
      if (bytes[at] == first && bytes[at + 1] == second) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }

  /** A PNG that announces a size and holds no pixels. */
  public static byte[] pngHeader(int width, int height) {
    ByteBuffer out = ByteBuffer.allocate(8 + 25 + 12);
    out.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.array());
    chunk(out, "IEND", new byte[0]);
    return out.array();
  }

  private static void chunk(ByteBuffer out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
  }

  /** A JPEG of which the frame header announces another size. */
  public static byte[] jpegClaiming(int width, int height) {
    byte[] jpeg = Jpeg.encode(waves(16, 32), 90);
    for (int at = 0; at + 9 < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
        jpeg[at + 5] = (byte) (height >> 8);
        jpeg[at + 6] = (byte) height;
        jpeg[at + 7] = (byte) (width >> 8);
        jpeg[at + 8] = (byte) width;
        return jpeg;
      }
    }
    throw new AssertionError("no baseline frame header");
  }
}
