package org.crossview.core.geo;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The H3 cells that the gallery is split by. */
public final class H3Cells {
  /** About 0.105 km² a cell, 174 m from its centre to a corner on average. */
  public static final int RESOLUTION = 9;

  /** The cell of tiles without a position. */
  public static final String NONE = "none";

  private H3Cells() {}

  /**
   * The cell a tile is stored in.
   *
   * @param centre the tile's centre, or null where it has no position
   * @return 15 hexadecimal digits in lower case, or {@link #NONE}
   */
  public static String cell(LatLon centre) {
    return centre == null
        ? NONE
        : Native.H3.latLngToCellAddress(centre.lat(), centre.lon(), RESOLUTION);
  }

  /** Loads the native library when the first cell is asked for, once. */
  private static final class Native {
    private static final H3Core H3 = load();

    private static H3Core load() {
      try {
        return H3Core.newInstance();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "H3's native library could not be unpacked to the folder for temporary files (java.io.tmpdir)",
            e);
      }
    }
  }
}
