package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Box.Kind;
import org.crossview.town.scene.Box.Roof;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.Look;

/** Detached houses with drive, garden and hedges. */
final class HouseLots {
  private final SceneBuilder scene;
  private final RoofWork work;
  private final Planting planting;
  private final long seed;
  private final double green;

  HouseLots(SceneBuilder scene, Planting planting, long seed, double green) {
    this.scene = scene;
    this.work = new RoofWork(scene);
    this.planting = planting;
    this.seed = seed;
    this.green = green;
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
      planting.trees(lot, r, 4, 0);
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
    Box house =
        Shapes.box(Kind.BUILDING, f, shift, n, w / 2, d / 2, along, 0, eave, roof, slope, look);
    if (!scene.free(house, 1)) {
      planting.trees(lot, r, 3, 0);
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
    scene.car(Shapes.slot(f, driveT, driveEnd - 3, true, r.between(.2, .7), r));
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
      work.wing(
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
      work.wing(
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
          Shapes.box(
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
      work.chimney(f, shift + r.between(-.3, .3) * w, n + r.between(-.1, .1) * d, house, r);
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
          Shapes.box(
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
    planting.bushes(f, shift, lot.front() + setback - .8, w / 2, r);
    planting.trees(lot, r, 1 + r.below(3 + (int) (8 * green)), setback);
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
          Shapes.box(
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
          Shapes.box(
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
          Shapes.box(
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
}
