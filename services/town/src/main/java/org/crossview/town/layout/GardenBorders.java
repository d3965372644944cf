package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box.Kind;
import org.crossview.town.scene.Box.Roof;
import org.crossview.town.scene.Look;

/** Hedges and fences around the gardens of houses. */
final class GardenBorders {
  private final SceneBuilder scene;

  GardenBorders(SceneBuilder scene) {
    this.scene = scene;
  }

  /**
   * What a garden is bordered with.
   *
   * @param height metres; lower at the street
   * @param thick half of its thickness, metres
   */
  private record Border(Kind kind, double height, double thick, Look look) {
    static Border of(HashRandom r) {
      boolean hedge = r.chance(.55);
      double height = hedge ? r.between(.8, 2.2) : r.between(.9, 1.8);
      double thick = hedge ? r.between(.35, .7) : .08;
      int colour =
          hedge
              ? Palette.leaves(r)
              : Palette.vary(r.pick(0x8A7A66, 0xC8C4BC, 0x6A5A4A, 0x9A9A98), r);
      return new Border(
          hedge ? Kind.HEDGE : Kind.FENCE, height, thick, Look.plain(colour, colour, r.nextLong()));
    }
  }

  /**
   * Borders some sides of a lot: the one of growing {@code t}, which is the neighbour's other one,
   * the back, and the front as far as the drive.
   *
   * @param setback from the building line to the house, metres
   * @param driveSide 1 where the drive is at the end of growing {@code t}, -1 at the other
   */
  void add(Lot lot, double setback, int driveSide, HashRandom r) {
    Border border = Border.of(r);
    double half = lot.width() / 2;
    if (r.chance(.7)) {
      double from = lot.front() + (r.chance(.5) ? 0 : setback);
      double to = lot.front() + lot.depth() - .5;
      solid(border, lot, half, (from + to) / 2, border.thick, (to - from) / 2, border.height);
    }
    if (r.chance(.7)) {
      double back = lot.front() + lot.depth() - .3;
      solid(border, lot, 0, back, half, border.thick, border.height);
    }
    if (r.chance(.45)) {
      double low = r.between(.6, 1.5);
      double gap = driveSide * (half - 4.4);
      double end = -driveSide * half;
      double reach = Math.abs(gap - end) / 2;
      solid(border, lot, (end + gap) / 2, lot.front() + .4, reach, border.thick, low);
    }
  }

  private void solid(
      Border border, Lot lot, double t, double n, double halfT, double halfN, double height) {
    scene.solid(
        Shapes.box(
            border.kind,
            lot.frame(),
            t,
            n,
            halfT,
            halfN,
            true,
            0,
            height,
            Roof.FLAT,
            0,
            border.look));
  }
}
