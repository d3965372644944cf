package org.crossview.town.scene;

/** What the ground is made of; the ground map holds its code. */
public enum Ground {
  LAWN,
  MEADOW,
  GARDEN,
  FOREST_FLOOR,
  CROP,
  PLOUGHED,
  BARE_SOIL,
  GRAVEL,
  SAND,
  WATER,
  POOL,
  ASPHALT_NEW,
  ASPHALT,
  ASPHALT_OLD,
  ASPHALT_PATCH,
  LOT_ASPHALT,
  CONCRETE,
  PAVEMENT,
  PAVERS,
  RED_PAVERS,
  DRIVE_CONCRETE,
  KERB,
  WHITE_PAINT,
  YELLOW_PAINT,
  MANHOLE,
  COURT_RED,
  COURT_GREEN,
  TERRACE;

  private static final Ground[] VALUES = values();

  /** The number that stands for this material in the ground map. */
  // Rasters and lookup tables need the position in the list; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  public byte code() {
    return (byte) ordinal();
  }

  /** Whether it is the surface of a made road. */
  public boolean asphalt() {
    return this == ASPHALT || this == ASPHALT_NEW || this == ASPHALT_OLD;
  }

  public static Ground of(byte code) {
    return VALUES[code];
  }
}
