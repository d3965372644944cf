package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Box.Kind;
import org.crossview.town.scene.Box.Roof;
import org.crossview.town.scene.CarSlot;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.Look;
import org.crossview.town.scene.Tree;

/** Builds on lots: houses with gardens, rows of town houses, shops with parking, towers. */
final class LotBuilder {
  private final SceneBuilder scene;
  private final long seed;
  private final double green;

  LotBuilder(SceneBuilder scene, long seed, double green) {
    this.green = green;
    this.scene = scene;
    this.seed = seed;
  }

  /** A detached house with drive, path, garden and hedges. */
  void suburb(Lot lot) {
    HashRandom r = new HashRandom(seed, 40, lot.key());
    Frame f = lot.frame();
    double half = lot.width() / 2;
    if (r.chance(.15)) {
      scene.paint(
          r.pick(Ground.GARDEN, Ground.BARE_SOIL, Ground.GRAVEL, Ground.MEADOW),
          f,
          0,
          lot.front() + lot.depth() / 2,
          half,
          lot.depth() / 2);
    }
    double setback = r.between(2.5, Math.min(9, lot.depth() * .35));
    double w = Math.min(lot.width() - 4.5, r.between(8, 15));
    double d = Math.min(lot.depth() - setback - 3, r.between(7, 12));
    if (w < 6 || d < 5 || r.chance(.05)) {
      trees(lot, r, 4, 0);
      return;
    }
    boolean driveRight = r.chance(.5);
    double shift = (driveRight ? -1 : 1) * (half - w / 2 - 1.2) * r.between(.3, 1);
    Look look = Palette.house(r);
    double eave = r.pick(2.8, 3.0, 3.2, 5.4, 5.8, 6.2);
    Roof roof = r.pick(Roof.GABLED, Roof.GABLED, Roof.HIPPED, Roof.HIPPED, Roof.FLAT);
    double slope = r.between(.3, .85);
    boolean along = r.chance(.6);
    double n = lot.front() + setback + d / 2;
    Box house = box(Kind.BUILDING, f, shift, n, w / 2, d / 2, along, 0, eave, roof, slope, look);
    if (!scene.free(house, 1)) {
      trees(lot, r, 3, 0);
      return;
    }
    double driveT = (driveRight ? 1 : -1) * (half - 2.2);
    Ground drive =
        r.pick(
            Ground.DRIVE_CONCRETE,
            Ground.PAVERS,
            Ground.GRAVEL,
            Ground.RED_PAVERS,
            Ground.LOT_ASPHALT);
    double driveEnd = lot.front() + setback + r.between(1, 6);
    scene.paintOver(
        drive,
        f,
        driveT,
        (lot.kerb() + driveEnd) / 2,
        r.between(1.3, 2.2),
        (driveEnd - lot.kerb()) / 2);
    scene.car(slot(f, driveT, driveEnd - 3, true, r.between(.2, .7), r));
    double door = shift + r.between(-.3, .3) * w;
    scene.paint(
        r.pick(Ground.PAVERS, Ground.CONCRETE),
        f,
        door,
        lot.front() + setback / 2,
        .6,
        setback / 2);
    scene.paint(
        r.pick(Ground.TERRACE, Ground.PAVERS),
        f,
        shift,
        n + d / 2 + 1.5,
        w * r.between(.2, .5),
        1.5);
    scene.building(house);
    if (r.chance(.4)) {
      double wingW = w * r.between(.35, .55);
      double wingD = r.between(2, Math.min(5, setback));
      wing(
          f,
          shift + (driveRight ? -1 : 1) * (w - wingW) / 2,
          n - d / 2,
          -wingD,
          wingW,
          eave,
          roof,
          slope,
          look,
          r);
    }
    if (r.chance(.35)) {
      wing(
          f,
          shift,
          n + d / 2,
          r.between(3, 6),
          w * r.between(.4, .7),
          Math.min(eave, 3.2),
          roof,
          slope,
          look,
          r);
    }
    if (r.chance(.5)) {
      Box garage =
          box(
              Kind.BUILDING,
              f,
              driveT,
              driveEnd + 3,
              1.7,
              3,
              true,
              0,
              2.6,
              r.pick(Roof.FLAT, Roof.FLAT, Roof.GABLED),
              .4,
              new Look(
                  look.wall(),
                  look.roof(),
                  look.trim(),
                  Look.Facade.GARAGE,
                  2.8,
                  3.4,
                  .75,
                  .8,
                  r.nextLong()));
      if (scene.free(garage, 0)) {
        scene.building(garage);
      }
    }
    if (roof != Roof.FLAT && r.chance(.6)) {
      chimney(f, shift + r.between(-.3, .3) * w, n + r.between(-.1, .1) * d, house, r);
    }
    if (r.chance(.1) && lot.depth() - setback - d > 8) {
      scene.paint(
          Ground.POOL,
          f,
          -shift,
          lot.front() + setback + d + 5,
          r.between(2, 4),
          r.between(1.5, 2.2));
    }
    if (r.chance(.3)) {
      Box shed =
          box(
              Kind.BUILDING,
              f,
              -Math.signum(driveT) * (half - 2.5),
              lot.front() + lot.depth() - 2,
              1.5,
              1.2,
              true,
              0,
              2.1,
              Roof.GABLED,
              .4,
              Palette.hall(r));
      if (scene.free(shed, .3)) {
        scene.building(shed);
      }
    }
    borders(lot, r, setback, driveT);
    bushes(f, shift, lot.front() + setback - .8, w / 2, r);
    trees(lot, r, 1 + r.below(3 + (int) (8 * green)), setback);
  }

  private void borders(Lot lot, HashRandom r, double setback, double driveT) {
    Frame f = lot.frame();
    double half = lot.width() / 2;
    boolean hedge = r.chance(.55);
    double height = hedge ? r.between(.8, 2.2) : r.between(.9, 1.8);
    double thick = hedge ? r.between(.35, .7) : .08;
    Kind kind = hedge ? Kind.HEDGE : Kind.FENCE;
    int colour =
        hedge ? Palette.leaves(r) : Palette.vary(r.pick(0x8A7A66, 0xC8C4BC, 0x6A5A4A, 0x9A9A98), r);
    Look look = Look.plain(colour, colour, r.nextLong());
    if (r.chance(.7)) {
      double from = lot.front() + (r.chance(.5) ? 0 : setback);
      double to = lot.front() + lot.depth() - .5;
      scene.solid(
          box(
              kind,
              f,
              half,
              (from + to) / 2,
              thick,
              (to - from) / 2,
              true,
              0,
              height,
              Roof.FLAT,
              0,
              look));
    }
    if (r.chance(.7)) {
      scene.solid(
          box(
              kind,
              f,
              0,
              lot.front() + lot.depth() - .3,
              half,
              thick,
              true,
              0,
              height,
              Roof.FLAT,
              0,
              look));
    }
    if (r.chance(.45)) {
      double low = r.between(.6, 1.5);
      double gap = Math.signum(driveT) * (half - 4.4);
      double a = -Math.signum(driveT) * half;
      scene.solid(
          box(
              kind,
              f,
              (a + gap) / 2,
              lot.front() + .4,
              Math.abs(gap - a) / 2,
              thick,
              true,
              0,
              low,
              Roof.FLAT,
              0,
              look));
    }
  }

  private void wing(
      Frame f,
      double t,
      double n,
      double reach,
      double width,
      double eave,
      Roof roof,
      double slope,
      Look look,
      HashRandom r) {
    Box wing =
        box(
            Kind.BUILDING,
            f,
            t,
            n + reach / 2,
            width / 2,
            Math.abs(reach) / 2 + .3,
            false,
            0,
            eave,
            roof,
            slope,
            look);
    scene.building(wing);
    if (r.chance(.01)) {
      chimney(f, t, n + reach / 2, wing, r);
    }
  }

  private void chimney(Frame f, double t, double n, Box house, HashRandom r) {
    int colour = Palette.vary(0x7A5648, r);
    scene.solid(
        box(
            Kind.ROOF_UNIT,
            f,
            t,
            n,
            .4,
            .35,
            true,
            house.eave,
            house.top + r.between(.2, .9),
            Roof.FLAT,
            0,
            Look.plain(colour, colour, r.nextLong())));
  }

  /** A house in a closed row at the street, with a back wing now and then. */
  void dense(Lot lot, double setback, double blockHeight) {
    HashRandom r = new HashRandom(seed, 41, lot.key());
    Frame f = lot.frame();
    double own = setback + (r.chance(.15) ? r.between(.5, 3) : 0);
    double d = Math.min(lot.depth() - own, r.between(9, 16));
    if (r.chance(.09) || d < 6) {
      scene.paint(
          r.pick(Ground.GRAVEL, Ground.LOT_ASPHALT, Ground.PAVERS, Ground.LAWN),
          f,
          0,
          (lot.kerb() + 3 + lot.front() + lot.depth()) / 2,
          lot.width() / 2,
          (lot.depth() + lot.front() - lot.kerb() - 3) / 2);
      trees(lot, r, r.below(3), 0);
      return;
    }
    boolean flat = r.chance(.45);
    Look look = Palette.townhouse(r, flat);
    double eave = Math.max(4, Math.min(32, blockHeight + r.between(-4, 4)));
    eave = Math.round(eave / look.storey()) * look.storey() + .6;
    double n = lot.front() + own + d / 2;
    Box house =
        box(
            Kind.BUILDING,
            f,
            0,
            n,
            lot.width() / 2 - (r.chance(.15) ? r.between(.5, 1.8) : 0),
            d / 2,
            true,
            0,
            eave,
            flat ? Roof.FLAT : r.pick(Roof.GABLED, Roof.GABLED, Roof.HIPPED),
            r.between(.4, .9),
            look);
    if (!scene.free(house, -.6)) {
      return;
    }
    scene.building(house);
    if (own > 1.5) {
      scene.paint(
          r.pick(Ground.PAVERS, Ground.LAWN, Ground.GARDEN),
          f,
          0,
          lot.front() + own / 2,
          lot.width() / 2,
          own / 2);
    }
    if (r.chance(.4) && lot.depth() - own - d > 7) {
      double reach = r.between(4, Math.min(10, lot.depth() - own - d - 2));
      wing(
          f,
          (r.chance(.5) ? 1 : -1) * lot.width() * .25,
          lot.front() + own + d,
          reach,
          lot.width() * r.between(.35, .5),
          eave * r.between(.4, 1),
          flat ? Roof.FLAT : house.roof,
          house.slope,
          look,
          r);
    }
    roofUnits(f, 0, n, house, lot.width() / 2, d / 2, r, flat ? r.below(4) : r.below(3));
    trees(lot, r, r.below(2), own + d + 2);
  }

  private void roofUnits(
      Frame f, double t, double n, Box house, double halfT, double halfN, HashRandom r, int count) {
    for (int i = 0; i < count; i++) {
      double w = house.roof == Roof.FLAT ? r.between(.6, 2.6) : .45;
      double x = t + r.between(-1, 1) * Math.max(0, halfT - w - .5);
      double y =
          n + r.between(-1, 1) * Math.max(0, halfN - w - .5) * (house.roof == Roof.FLAT ? 1 : .3);
      int colour = Palette.vary(r.pick(0x9A9A98, 0xB8B8B4, 0x6A6A68, 0x7A5648), r);
      scene.solid(
          box(
              Kind.ROOF_UNIT,
              f,
              x,
              y,
              w,
              w * r.between(.5, 1),
              true,
              house.eave,
              house.top + r.between(.4, 2),
              Roof.FLAT,
              0,
              Look.plain(colour, colour, r.nextLong())));
    }
  }

  /** A shop, depot or hall with a parking lot in front or beside it. */
  void commerce(Lot lot) {
    HashRandom r = new HashRandom(seed, 42, lot.key());
    Frame f = lot.frame();
    double half = lot.width() / 2;
    Ground yard = r.pick(Ground.LOT_ASPHALT, Ground.LOT_ASPHALT, Ground.CONCRETE, Ground.GRAVEL);
    scene.paint(yard, f, 0, lot.front() + lot.depth() / 2, half - .5, lot.depth() / 2 - .5);
    scene.paintOver(
        yard,
        f,
        r.between(-.6, .6) * half,
        (lot.kerb() + lot.front()) / 2 + .5,
        3.2,
        (lot.front() - lot.kerb()) / 2 + .5);
    boolean parkFront = r.chance(.65) && lot.depth() > 24;
    double setback = parkFront ? r.between(13, Math.min(20, lot.depth() - 10)) : r.between(1.5, 6);
    double d = lot.depth() - setback - r.between(1.5, 6);
    double w = lot.width() * r.between(.6, .9);
    double shift = r.between(-1, 1) * (half - w / 2 - 1);
    Look look = r.chance(.6) ? Palette.hall(r) : Palette.office(r);
    double n = lot.front() + setback + d / 2;
    Box hall =
        box(
            Kind.BUILDING,
            f,
            shift,
            n,
            w / 2,
            d / 2,
            true,
            0,
            r.between(4, 11),
            r.pick(Roof.FLAT, Roof.FLAT, Roof.GABLED, Roof.SHED),
            r.between(.08, .2),
            look);
    if (d > 7 && scene.free(hall, 0)) {
      scene.building(hall);
      roofUnits(f, shift, n, hall, w / 2, d / 2, r, r.below(7));
      if (parkFront && r.chance(.4)) {
        wing(
            f,
            shift + w * .3,
            lot.front() + setback,
            -r.between(3, 6),
            w * .3,
            hall.eave * .7,
            Roof.FLAT,
            0,
            look,
            r);
      }
    }
    if (parkFront) {
      parking(f, lot.front() + 1, half - 1.5, setback - 1.5, r);
    }
    if (r.chance(.5)) {
      int colour = Palette.leaves(r);
      scene.solid(
          box(
              Kind.HEDGE,
              f,
              -half * .5,
              lot.front() + .4,
              half * .4,
              .4,
              true,
              0,
              r.between(.5, 1.1),
              Roof.FLAT,
              0,
              Look.plain(colour, colour, r.nextLong())));
    }
    trees(lot, r, r.below(4), 0);
  }

  /** A low building without a street, around the frame's origin. */
  void workshop(Frame f, HashRandom r) {
    double w = r.between(2.5, 9);
    double d = r.between(2.5, 6);
    Box box =
        box(
            Kind.BUILDING,
            f,
            0,
            0,
            w,
            d,
            true,
            0,
            r.between(2.5, 7),
            r.pick(Roof.FLAT, Roof.FLAT, Roof.GABLED),
            r.between(.2, .6),
            Palette.hall(r));
    if (scene.free(box, 1.5)) {
      scene.building(box);
      roofUnits(f, 0, 0, box, w, d, r, r.below(3));
    }
  }

  /** Rows of marked parking places over a depth of ground. */
  private void parking(Frame f, double from, double half, double depth, HashRandom r) {
    double busy = r.between(.2, .85);
    for (double n = from; n + 5 <= from + depth; n += 10.5) {
      for (double t = -half; t <= half; t += 2.6) {
        scene.paint(Ground.WHITE_PAINT, f, t, n + 2.5, .09, 2.4);
        if (t + 2.6 <= half) {
          scene.car(slot(f, t + 1.3, n + 2.5, true, busy, r));
        }
      }
    }
  }

  /** A high slab on a plaza. */
  void tower(Lot lot) {
    HashRandom r = new HashRandom(seed, 43, lot.key());
    Frame f = lot.frame();
    scene.paint(
        r.pick(Ground.PAVERS, Ground.CONCRETE, Ground.LAWN, Ground.RED_PAVERS),
        f,
        0,
        lot.front() + lot.depth() / 2,
        lot.width() / 2,
        lot.depth() / 2);
    double d = Math.min(lot.depth() - 7, r.between(12, 20));
    double w = lot.width() * r.between(.4, .75);
    double n = lot.front() + r.between(3, Math.max(3.5, lot.depth() - d - 2)) + d / 2;
    Look look = Palette.office(r);
    Box tower =
        box(
            Kind.BUILDING,
            f,
            r.between(-.15, .15) * lot.width(),
            n,
            w / 2,
            d / 2,
            true,
            0,
            Math.round(r.between(18, 40) / look.storey()) * look.storey(),
            Roof.FLAT,
            0,
            look);
    if (scene.free(tower, 0)) {
      scene.building(tower);
      roofUnits(f, 0, n, tower, w / 3, d / 2, r, 2 + r.below(5));
    }
    trees(lot, r, 3 + r.below(6), 0);
  }

  /** Bushes along a front. */
  private void bushes(Frame f, double t, double n, double half, HashRandom r) {
    if (r.chance(.25 + .5 * green)) {
      int count = 2 + r.below(6);
      for (int i = 0; i < count; i++) {
        double at = t + r.between(-1, 1) * half;
        double radius = r.between(.4, 1.1);
        double deep = n + r.between(-.4, .3);
        scene.tree(
            new Tree(
                f.east(at, deep),
                f.north(at, deep),
                radius,
                radius * r.between(1.2, 2.2),
                .05,
                Palette.leaves(r),
                r.chance(.6),
                r.nextLong()));
      }
    }
  }

  void trees(Lot lot, HashRandom r, int count, double from) {
    for (int i = 0; i < count; i++) {
      double t = r.between(-.46, .46) * lot.width();
      double n =
          lot.front()
              + (r.chance(.35)
                  ? r.between(.8, 4)
                  : from + r.between(0, 1) * (lot.depth() - from - 1));
      scene.tree(tree(lot.frame().east(t, n), lot.frame().north(t, n), r.between(.35, 1), r));
    }
  }

  static Tree tree(double x, double y, double size, HashRandom r) {
    return tree(x, y, size, r.chance(.18), r);
  }

  /** A tree of a usual size for its kind, times {@code size}. */
  static Tree tree(double x, double y, double size, boolean evergreen, HashRandom r) {
    double radius = (evergreen ? r.between(1.2, 3) : r.between(1.6, 5.8)) * size;
    double height = radius * (evergreen ? r.between(2.8, 5) : r.between(1.6, 2.9)) + .8;
    double base = radius < 1.2 ? .1 : height * r.between(.1, .32);
    return new Tree(
        x,
        y,
        radius,
        Math.min(24, height),
        base,
        evergreen ? Palette.needles(r) : Palette.leaves(r),
        evergreen,
        r.nextLong());
  }

  private static CarSlot slot(
      Frame f, double t, double n, boolean across, double chance, HashRandom r) {
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
