package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Box.Kind;
import org.crossview.town.scene.Box.Roof;
import org.crossview.town.scene.Look;

/** Adds wings, chimneys and machines to houses. */
final class RoofWork {
  private final SceneBuilder scene;

  RoofWork(SceneBuilder scene) {
    this.scene = scene;
  }

  /** Adds a part to a house, reaching from it by {@code reach} metres into the block. */
  void wing(
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
        Shapes.box(
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

  /** Adds a chimney to a house. */
  void chimney(Frame f, double t, double n, Box house, HashRandom r) {
    int colour = Palette.vary(0x7A5648, r);
    scene.solid(
        Shapes.box(
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

  /** Adds machines to a flat roof, chimneys to a pitched one. */
  void roofUnits(
      Frame f, double t, double n, Box house, double halfT, double halfN, HashRandom r, int count) {
    for (int i = 0; i < count; i++) {
      double w = house.roof == Roof.FLAT ? r.between(.6, 2.6) : .45;
      double x = t + r.between(-1, 1) * Math.max(0, halfT - w - .5);
      double y =
          n + r.between(-1, 1) * Math.max(0, halfN - w - .5) * (house.roof == Roof.FLAT ? 1 : .3);
      int colour = Palette.vary(r.pick(0x9A9A98, 0xB8B8B4, 0x6A6A68, 0x7A5648), r);
      scene.solid(
          Shapes.box(
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
}
