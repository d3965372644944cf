package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Box.Kind;
import org.crossview.town.scene.Box.Roof;
import org.crossview.town.scene.CarSlot;
import org.crossview.town.scene.Look;

/** Solids and places for cars in the frame of a lot. */
final class Shapes {

  private Shapes() {}

  /** A place for a car in a frame: along the street, or across it. */
  static CarSlot slot(Frame f, double t, double n, boolean across, double chance, HashRandom r) {
    double sign = r.chance(.5) ? 1 : -1;
    return new CarSlot(
        f.east(t, n),
        f.north(t, n),
        sign * (across ? f.nx() : f.tx()),
        sign * (across ? f.ny() : f.ty()),
        chance,
        r.nextLong());
  }

  /** A box in a frame. The ridge runs along the street if asked for, else into the block. */
  static Box box(
      Kind kind,
      Frame f,
      double t,
      double n,
      double halfT,
      double halfN,
      boolean along,
      double base,
      double eave,
      Roof roof,
      double slope,
      Look look) {
    double x = f.east(t, n);
    double y = f.north(t, n);
    return along
        ? new Box(kind, x, y, f.tx(), f.ty(), halfT, halfN, base, eave, roof, slope, look)
        : new Box(kind, x, y, f.nx(), f.ny(), halfN, halfT, base, eave, roof, slope, look);
  }
}
