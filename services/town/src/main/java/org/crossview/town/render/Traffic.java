package org.crossview.town.render;

import java.util.List;
import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.CarSlot;
import org.crossview.town.scene.Look;

/** Puts the cars of a day into their places. */
final class Traffic {
  private static final int[] PAINT = {
    0xD8D8D8, 0xE4E4E2, 0x2A2C30, 0x1E2024, 0x7C8084, 0xA4A8AC, 0x8A1E22, 0x2A4470, 0x3A5A80,
    0x5C4A3C, 0x2E4A3A, 0xB8A888, 0xC8CACC, 0x444A52
  };

  private Traffic() {}

  static void place(CarSlot slot, long day, List<Box> out) {
    HashRandom r = new HashRandom(day, 820, slot.key());
    if (!r.chance(slot.chance())) {
      return;
    }
    double along = r.between(-.7, .7);
    double aside = r.between(-.12, .12);
    double x = slot.x() + slot.ux() * along - slot.uy() * aside;
    double y = slot.y() + slot.uy() * along + slot.ux() * aside;
    int colour = r.pickColour(PAINT);
    Look body = Look.plain(colour, colour, r.nextLong());
    if (r.chance(.1)) {
      double high = r.between(1.9, 2.9);
      double half = r.between(2.4, 3.4);
      out.add(car(Box.Kind.CAR_BODY, slot, x, y, 0, half, .98, .3, high, body));
      return;
    }
    double half = r.between(1.9, 2.4);
    double wide = r.between(.84, .93);
    boolean tall = r.chance(.35);
    out.add(car(Box.Kind.CAR_BODY, slot, x, y, 0, half, wide, .22, tall ? 1.05 : .88, body));
    Look cabin = Look.plain(0x20242A, colour, body.seed());
    double length = half * (tall ? r.between(.62, .75) : r.between(.48, .6));
    out.add(
        car(
            Box.Kind.CAR_CABIN,
            slot,
            x,
            y,
            -half * r.between(.05, .25),
            length,
            wide - .08,
            tall ? 1 : .84,
            tall ? 1.75 : 1.45,
            cabin));
  }

  private static Box car(
      Box.Kind kind,
      CarSlot s,
      double x,
      double y,
      double shift,
      double half,
      double wide,
      double base,
      double top,
      Look look) {
    return new Box(
        kind,
        x + s.ux() * shift,
        y + s.uy() * shift,
        s.ux(),
        s.uy(),
        half,
        wide,
        base,
        top,
        Box.Roof.FLAT,
        0,
        look);
  }
}
