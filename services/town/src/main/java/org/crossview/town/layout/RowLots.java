package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Box.Kind;
import org.crossview.town.scene.Box.Roof;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.Look;

/** Houses in closed rows. */
final class RowLots {
  private final SceneBuilder scene;
  private final RoofWork work;
  private final Planting planting;
  private final long seed;

  RowLots(SceneBuilder scene, Planting planting, long seed) {
    this.scene = scene;
    this.work = new RoofWork(scene);
    this.planting = planting;
    this.seed = seed;
  }

  /**
   * A house in a closed row at the street, with a back wing now and then. The order of the parts is
   * that of the random draws: another one gives other towns.
   */
  void dense(Lot lot, double setback, double blockHeight) {
    HashRandom r = new HashRandom(seed, 41, lot.key());
    double own = setback + (r.chance(.15) ? r.between(.5, 3) : 0);
    double d = Math.min(lot.depth() - own, r.between(9, 16));
    if (r.chance(.09) || d < 6) {
      gap(lot, r);
      return;
    }
    boolean flat = r.chance(.45);
    double n = lot.front() + own + d / 2;
    Box house = house(lot, n, d, flat, blockHeight, r);
    if (!scene.free(house, -.6)) {
      return;
    }
    scene.building(house);
    frontYard(lot, own, r);
    backWing(lot, own, d, house, r);
    work.roofUnits(
        lot.frame(), 0, n, house, lot.width() / 2, d / 2, r, flat ? r.below(4) : r.below(3));
    planting.trees(lot, r, r.below(2), own + d + 2);
  }

  /** A lot of the row without a house. */
  private void gap(Lot lot, HashRandom r) {
    scene.paint(
        r.pick(Ground.GRAVEL, Ground.LOT_ASPHALT, Ground.PAVERS, Ground.LAWN),
        lot.frame(),
        0,
        (lot.kerb() + 3 + lot.front() + lot.depth()) / 2,
        lot.width() / 2,
        (lot.depth() + lot.front() - lot.kerb() - 3) / 2);
    planting.trees(lot, r, r.below(3), 0);
  }

  /**
   * Walls and roof.
   *
   * @param n from the frame's origin to the house's middle, metres
   * @param depth into the block, metres
   * @param blockHeight of the houses around, metres
   */
  private static Box house(
      Lot lot, double n, double depth, boolean flat, double blockHeight, HashRandom r) {
    Look look = Palette.townhouse(r, flat);
    double eave = Math.max(4, Math.min(32, blockHeight + r.between(-4, 4)));
    eave = Math.round(eave / look.storey()) * look.storey() + .6;
    return Shapes.box(
        Kind.BUILDING,
        lot.frame(),
        0,
        n,
        lot.width() / 2 - (r.chance(.15) ? r.between(.5, 1.8) : 0),
        depth / 2,
        true,
        0,
        eave,
        flat ? Roof.FLAT : r.pick(Roof.GABLED, Roof.GABLED, Roof.HIPPED),
        r.between(.4, .9),
        look);
  }

  /** What lies between a house and the pavement. */
  private void frontYard(Lot lot, double setback, HashRandom r) {
    if (setback > 1.5) {
      scene.paint(
          r.pick(Ground.PAVERS, Ground.LAWN, Ground.GARDEN),
          lot.frame(),
          0,
          lot.front() + setback / 2,
          lot.width() / 2,
          setback / 2);
    }
  }

  private void backWing(Lot lot, double setback, double depth, Box house, HashRandom r) {
    if (r.chance(.4) && lot.depth() - setback - depth > 7) {
      double reach = r.between(4, Math.min(10, lot.depth() - setback - depth - 2));
      work.wing(
          lot.frame(),
          (r.chance(.5) ? 1 : -1) * lot.width() * .25,
          lot.front() + setback + depth,
          reach,
          lot.width() * r.between(.35, .5),
          house.eave * r.between(.4, 1),
          house.roof,
          house.slope,
          house.look,
          r);
    }
  }
}
