package org.crossview.imaging.folder;

import java.util.Locale;

/** What the centre column of a panorama looks at. */
public enum CentreColumn {
  /** North; the heading does not matter. */
  NORTH,
  /** The direction that {@code heading_deg} gives. */
  HEADING;

  /** The name in {@code pairs.csv}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
