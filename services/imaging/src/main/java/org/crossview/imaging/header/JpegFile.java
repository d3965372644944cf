package org.crossview.imaging.header;

import static org.crossview.imaging.header.ImageHeader.undecodable;

import org.crossview.core.rejection.UnusableInputException;

/** Walks the markers of a JPEG file (ITU-T T.81, annex B). */
final class JpegFile {
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int TEMPORARY = 0x01;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int EXTENSIONS = 0xC8;
  private static final int ARITHMETIC_CONDITIONING = 0xCC;

  /** A progressive file takes about ten; each may cover all pixels, so thousands are an attack. */
  private static final int MAX_SCANS = 100;

  private final byte[] file;

  /** Where the next marker is expected. */
  private int at = 2;

  private JpegFile(byte[] file) {
    this.file = file;
  }

  static boolean isJpeg(byte[] file) {
    return file.length >= 3
        && u8(file, 0) == 0xFF
        && u8(file, 1) == START_OF_IMAGE
        && u8(file, 2) == 0xFF;
  }

  /** Height and width of the first frame. */
  static ImageHeader header(byte[] file) throws UnusableInputException {
    JpegFile walk = new JpegFile(file);
    while (true) {
      int marker = walk.nextMarker();
      if (isFrame(marker)) {
        int segment = walk.at;
        if (walk.skipSegment() < 8) {
          throw undecodable("The JPEG's frame header is too short");
        }
        // Segment: length (2), sample precision (1), height (2), width (2), components ...
        int height = u16(file, segment + 3);
        int width = u16(file, segment + 5);
        if (height == 0 || width == 0) {
          throw undecodable(
              "The JPEG's header announces %d x %d pixels (width x height)"
                  .formatted(width, height));
        }
        return new ImageHeader(ImageHeader.Format.JPEG, height, width);
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw undecodable("The JPEG has no frame header before its pixels");
      }
      if (!standsAlone(marker)) {
        walk.skipSegment();
      }
    }
  }

  /** Checks that every segment is whole and that the last scan is followed by the end marker. */
  static void checkComplete(byte[] file) throws UnusableInputException {
    JpegFile walk = new JpegFile(file);
    int scans = 0;
    while (true) {
      int marker = walk.nextMarker();
      if (marker == END_OF_IMAGE) {
        if (scans == 0) {
          throw undecodable("The JPEG ends before its pixels begin");
        }
        return;
      }
      if (!standsAlone(marker)) {
        walk.skipSegment();
      }
      if (marker == START_OF_SCAN) {
        if (++scans > MAX_SCANS) {
          throw undecodable("The JPEG has more than %d scans".formatted(MAX_SCANS));
        }
        walk.skipScan();
      }
    }
  }

  /** The marker code at the current place, which moves behind it. */
  private int nextMarker() throws UnusableInputException {
    if (at >= file.length) {
      throw truncated();
    }
    if (u8(file, at) != 0xFF) {
      throw undecodable("The JPEG is damaged: no marker at byte %d".formatted(at));
    }
    // Any number of 0xFF may fill the space before a marker.
    while (at < file.length && u8(file, at) == 0xFF) {
      at++;
    }
    if (at >= file.length) {
      throw truncated();
    }
    return u8(file, at++);
  }

  /** Moves behind a segment and returns its length. */
  private int skipSegment() throws UnusableInputException {
    if (at + 2 > file.length) {
      throw truncated();
    }
    int length = u16(file, at);
    if (length < 2) {
      throw undecodable("The JPEG is damaged: a segment of length %d".formatted(length));
    }
    if (at + length > file.length) {
      throw truncated();
    }
    at += length;
    return length;
  }

  /** Moves to the marker that ends the entropy-coded data. */
  private void skipScan() throws UnusableInputException {
    while (at + 1 < file.length) {
      if (u8(file, at) == 0xFF) {
        int code = u8(file, at + 1);
        boolean data = code == 0 || (code >= FIRST_RESTART && code <= LAST_RESTART);
        if (!data && code != 0xFF) {
          return;
        }
        at += code == 0xFF ? 1 : 2;
      } else {
        at++;
      }
    }
    throw truncated();
  }

  private UnusableInputException truncated() {
    return undecodable(
        "The JPEG is truncated: it ends after %d bytes without an end marker"
            .formatted(file.length));
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLES
        && marker != EXTENSIONS
        && marker != ARITHMETIC_CONDITIONING;
  }

  private static boolean standsAlone(int marker) {
    return marker == START_OF_IMAGE
        || marker == TEMPORARY
        || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
  }

  private static int u8(byte[] file, int at) {
    return Byte.toUnsignedInt(file[at]);
  }

  private static int u16(byte[] file, int at) {
    return u8(file, at) << 8 | u8(file, at + 1);
  }
}
