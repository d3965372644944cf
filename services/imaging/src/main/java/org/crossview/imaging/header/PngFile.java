package org.crossview.imaging.header;

import static org.crossview.imaging.header.ImageHeader.undecodable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.crossview.core.rejection.UnusableInputException;

/** Walks the chunks of a PNG file (PNG specification, third edition, section 5). */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int HEADER_CHUNK = 0x49484452; // IHDR
  private static final int DATA_CHUNK = 0x49444154; // IDAT
  private static final int END_CHUNK = 0x49454E44; // IEND

  /** Length (4), type (4) and checksum (4) around a chunk's data. */
  private static final int CHUNK_FRAME = 12;

  private PngFile() {}

  static boolean isPng(byte[] file) {
    return file.length >= SIGNATURE.length
        && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  static ImageHeader header(byte[] file) throws UnusableInputException {
    ByteBuffer in = ByteBuffer.wrap(file);
    int at = SIGNATURE.length;
    if (file.length < at + CHUNK_FRAME + 13) {
      throw truncated(file);
    }
    if (in.getInt(at + 4) != HEADER_CHUNK) {
      throw undecodable("The PNG does not begin with its header chunk");
    }
    int width = in.getInt(at + 8);
    int height = in.getInt(at + 12);
    if (width < 1 || height < 1) {
      throw undecodable(
          "The PNG's header announces %d x %d pixels (width x height)".formatted(width, height));
    }
    return new ImageHeader(ImageHeader.Format.PNG, height, width);
  }

  /** Checks every chunk's checksum, and that pixels and the end chunk are there. */
  static void checkComplete(byte[] file) throws UnusableInputException {
    ByteBuffer in = ByteBuffer.wrap(file);
    CRC32 crc = new CRC32();
    boolean data = false;
    int at = SIGNATURE.length;
    while (true) {
      if (at + CHUNK_FRAME > file.length) {
        throw truncated(file);
      }
      int length = in.getInt(at);
      if (length < 0 || length > file.length - at - CHUNK_FRAME) {
        throw truncated(file);
      }
      int type = in.getInt(at + 4);
      crc.reset();
      crc.update(file, at + 4, 4 + length);
      if ((int) crc.getValue() != in.getInt(at + 8 + length)) {
        throw undecodable(
            "The PNG is damaged: the chunk at byte %d has a wrong checksum".formatted(at));
      }
      data |= type == DATA_CHUNK;
      if (type == END_CHUNK) {
        if (!data) {
          throw undecodable("The PNG holds no pixels");
        }
        return;
      }
      at += CHUNK_FRAME + length;
    }
  }

  private static UnusableInputException truncated(byte[] file) {
    return undecodable(
        "The PNG is truncated: it ends after %d bytes without an end chunk".formatted(file.length));
  }
}
