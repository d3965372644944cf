package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Box.Kind;
import org.crossview.town.scene.Box.Roof;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.Look;

/** Buildings with yards: shops, halls, workshops and towers. */
final class YardLots {
  private final SceneBuilder scene;
  private final RoofWork work;
  private final Planting planting;
  private final long seed;

  YardLots(SceneBuilder scene, Planting planting, long seed) {
    this.scene = scene;
    this.work = new RoofWork(scene);
    this.planting = planting;
    this.seed = seed;
  }

  /**
   * A shop, depot or hall with a parking lot in front or beside it. The order of the parts is that
   * of the random draws: another one gives other towns.
   */
  void commerce(Lot lot) {
    HashRandom r = new HashRandom(seed, 42, lot.key());
    yard(lot, r);
    boolean parkFront = r.chance(.65) && lot.depth() > 24;
    double setback = parkFront ? r.between(13, Math.min(20, lot.depth() - 10)) : r.between(1.5, 6);
    hall(lot, setback, parkFront, r);
    if (parkFront) {
      parking(lot.frame(), lot.front() + 1, lot.width() / 2 - 1.5, setback - 1.5, r);
    }
    frontHedge(lot, r);
    planting.trees(lot, r, r.below(4), 0);
  }

  /** The ground of the lot, and its drive. */
  private void yard(Lot lot, HashRandom r) {
    double half = lot.width() / 2;
    Ground yard = r.pick(Ground.LOT_ASPHALT, Ground.LOT_ASPHALT, Ground.CONCRETE, Ground.GRAVEL);
    scene.paint(
        yard, lot.frame(), 0, lot.front() + lot.depth() / 2, half - .5, lot.depth() / 2 - .5);
    scene.paintOver(
        yard,
        lot.frame(),
        r.between(-.6, .6) * half,
        (lot.kerb() + lot.front()) / 2 + .5,
        3.2,
        (lot.front() - lot.kerb()) / 2 + .5);
  }

  /** The building, where there is room for one. */
  private void hall(Lot lot, double setback, boolean parkFront, HashRandom r) {
    double d = lot.depth() - setback - r.between(1.5, 6);
    double w = lot.width() * r.between(.6, .9);
    double shift = r.between(-1, 1) * (lot.width() / 2 - w / 2 - 1);
    Look look = r.chance(.6) ? Palette.hall(r) : Palette.office(r);
    double n = lot.front() + setback + d / 2;
    Box hall =
        Shapes.box(
            Kind.BUILDING,
            lot.frame(),
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
      work.roofUnits(lot.frame(), shift, n, hall, w / 2, d / 2, r, r.below(7));
      if (parkFront && r.chance(.4)) {
        porch(lot, setback, shift, w, hall, r);
      }
    }
  }

  /** A lower part of a hall, towards its parking lot. */
  private void porch(Lot lot, double setback, double shift, double width, Box hall, HashRandom r) {
    work.wing(
        lot.frame(),
        shift + width * .3,
        lot.front() + setback,
        -r.between(3, 6),
        width * .3,
        hall.eave * .7,
        Roof.FLAT,
        0,
        hall.look,
        r);
  }

  private void frontHedge(Lot lot, HashRandom r) {
    if (r.chance(.5)) {
      double half = lot.width() / 2;
      int colour = Palette.leaves(r);
      scene.solid(
          Shapes.box(
              Kind.HEDGE,
              lot.frame(),
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
  }

  /** A low building without a street, around the frame's origin. */
  void workshop(Frame f, HashRandom r) {
    double w = r.between(2.5, 9);
    double d = r.between(2.5, 6);
    Box box =
        Shapes.box(
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
      work.roofUnits(f, 0, 0, box, w, d, r, r.below(3));
    }
  }

  /** Rows of marked parking places over a depth of ground. */
  private void parking(Frame f, double from, double half, double depth, HashRandom r) {
    double busy = r.between(.2, .85);
    for (double n = from; n + 5 <= from + depth; n += 10.5) {
      for (double t = -half; t <= half; t += 2.6) {
        scene.paint(Ground.WHITE_PAINT, f, t, n + 2.5, .09, 2.4);
        if (t + 2.6 <= half) {
          scene.car(Shapes.slot(f, t + 1.3, n + 2.5, true, busy, r));
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
        Shapes.box(
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
      work.roofUnits(f, 0, n, tower, w / 3, d / 2, r, 2 + r.below(5));
    }
    planting.trees(lot, r, 3 + r.below(6), 0);
  }
}
