package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Look;
import org.crossview.town.scene.Look.Facade;

/** Colours and façades. Roof and wall are drawn apart: from the air one cannot tell the walls. */
final class Palette {
  private static final int[] PLASTER = {
    0xD8CDB8, 0xE6E0D2, 0xC9B48F, 0xB9A58A, 0xDCC9A0, 0xA8A39A, 0xC2C4C0, 0xD2B7A0, 0xBFC8B4,
    0x9FA9B0, 0xE8DFC8, 0xCFA98A
  };
  private static final int[] BRICK = {
    0x8C4F3C, 0x7A4436, 0xA1644A, 0x6B4238, 0xB07B5C, 0x9A7A62, 0x84604C, 0x5F4A42
  };
  private static final int[] MODERN = {
    0x8E9296, 0x6D7378, 0xB4B6B4, 0x565B60, 0xA39C8E, 0x7C7468, 0xC8CACA, 0x4A4D50
  };
  private static final int[] TILES = {
    0x8A4A36, 0x9C5840, 0x7A4538, 0x6A5048, 0x5C5450, 0x4E4E52, 0x6E6A66, 0x867468, 0xA06A50,
    0x5A4238, 0x767A7E
  };
  private static final int[] FLAT = {
    0x8C8C88, 0x6A6A68, 0xA8A8A2, 0x545456, 0xC2C2BC, 0x77706A, 0x9A948A, 0xB4B0AC, 0x5E6460
  };
  private static final int[] TRIM = {0xE8E8E4, 0xD0D0CC, 0x484440, 0x6A4A34, 0x2E3A44, 0x9A9A98};

  private Palette() {}

  static Look house(HashRandom r) {
    int wall = r.pickColour(r.chance(.4) ? BRICK : PLASTER);
    return new Look(
        vary(wall, r),
        vary(r.pickColour(TILES), r),
        r.pickColour(TRIM),
        Facade.PUNCHED,
        r.between(2.6, 3),
        r.between(2.6, 4.5),
        r.between(.3, .5),
        r.between(.36, .5),
        r.nextLong());
  }

  static Look townhouse(HashRandom r, boolean flat) {
    int wall = r.pickColour(r.chance(.4) ? BRICK : r.chance(.7) ? PLASTER : MODERN);
    Facade facade = r.pick(Facade.PUNCHED, Facade.PUNCHED, Facade.SHOP, Facade.SHOP, Facade.RIBBON);
    return new Look(
        vary(wall, r),
        vary(r.pickColour(flat ? FLAT : TILES), r),
        r.pickColour(TRIM),
        facade,
        r.between(2.9, 3.8),
        r.between(1.8, 3.6),
        r.between(.35, .65),
        r.between(.45, .65),
        r.nextLong());
  }

  static Look office(HashRandom r) {
    return new Look(
        vary(r.pickColour(r.chance(.7) ? MODERN : PLASTER), r),
        vary(r.pickColour(FLAT), r),
        r.pickColour(TRIM),
        r.pick(Facade.RIBBON, Facade.CURTAIN, Facade.PUNCHED),
        r.between(3.2, 4),
        r.between(1.6, 4),
        r.between(.5, .85),
        r.between(.45, .65),
        r.nextLong());
  }

  static Look hall(HashRandom r) {
    return new Look(
        vary(r.pickColour(r.chance(.6) ? MODERN : PLASTER), r),
        vary(r.pickColour(FLAT), r),
        r.pickColour(TRIM),
        r.pick(Facade.BLANK, Facade.GARAGE, Facade.SHOP),
        4.5,
        r.between(4, 8),
        r.between(.3, .7),
        r.between(.2, .5),
        r.nextLong());
  }

  static int vary(int rgb, HashRandom r) {
    double light = 1 + .13 * r.bell();
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double c = (rgb >> shift & 255) * light * (1 + .03 * r.bell());
      out |= (int) Math.max(8, Math.min(250, c)) << shift;
    }
    return out;
  }

  static int leaves(HashRandom r) {
    return vary(r.pickColour(new int[] {0x4A6A32, 0x5A7A3A, 0x3E5E34, 0x6A7C40, 0x4E6648}), r);
  }

  static int needles(HashRandom r) {
    return vary(r.pickColour(new int[] {0x2E4A34, 0x3A5238, 0x34463C}), r);
  }
}
