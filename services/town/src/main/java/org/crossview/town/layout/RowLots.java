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
      planting.trees(lot, r, r.below(3), 0);
      return;
    }
    boolean flat = r.chance(.45);
    Look look = Palette.townhouse(r, flat);
    double eave = Math.max(4, Math.min(32, blockHeight + r.between(-4, 4)));
    eave = Math.round(eave / look.storey()) * look.storey() + .6;
    double n = lot.front() + own + d / 2;
    Box house =
        Shapes.box(
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
      work.wing(
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
    work.roofUnits(f, 0, n, house, lot.width() / 2, d / 2, r, flat ? r.below(4) : r.below(3));
    planting.trees(lot, r, r.below(2), own + d + 2);
  }
}
