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
  private final GardenBorders borders;
  private final long seed;
  private final double green;

  HouseLots(SceneBuilder scene, Planting planting, long seed, double green) {
    this.scene = scene;
    this.work = new RoofWork(scene);
    this.planting = planting;
    this.borders = new GardenBorders(scene);
    this.seed = seed;
    this.green = green;
  }

  /**
   * A house in the frame of its lot.
   *
   * @param setback from the building line to its front, metres
   * @param shift of its middle along the street, metres
   * @param n from the frame's origin to its middle, metres
   * @param width along the street, metres
   * @param depth into the block, metres
   * @param driveSide 1 where the drive is at the end of growing {@code t}, -1 at the other
   * @param box its walls and roof
   */
  private record House(
      Lot lot,
      double setback,
      double shift,
      double n,
      double width,
      double depth,
      int driveSide,
      Box box) {
    Frame frame() {
      return lot.frame();
    }

    /** From the middle of the lot to its sides, metres. */
    double half() {
      return lot.width() / 2;
    }

    /** From the frame's origin to the house, metres. */
    double front() {
      return lot.front() + setback;
    }

    /** The middle line of the drive, metres along the street. */
    double driveT() {
      return driveSide * (half() - 2.2);
    }
  }

  /**
   * A detached house with drive, path, garden and hedges. The order of the parts is that of the
   * random draws: another one gives other towns.
   */
  void suburb(Lot lot) {
    HashRandom r = new HashRandom(seed, 40, lot.key());
    yard(lot, r);
    double setback = r.between(2.5, Math.min(9, lot.depth() * .35));
    double w = Math.min(lot.width() - 4.5, r.between(8, 15));
    double d = Math.min(lot.depth() - setback - 3, r.between(7, 12));
    if (w < 6 || d < 5 || r.chance(.05)) {
      planting.trees(lot, r, 4, 0);
      return;
    }
    House house = house(lot, setback, w, d, r);
    if (!scene.free(house.box, 1)) {
      planting.trees(lot, r, 3, 0);
      return;
    }
    double driveEnd = drive(house, r);
    paths(house, r);
    scene.building(house.box);
    wings(house, r);
    garage(house, driveEnd, r);
    chimney(house, r);
    pool(house, r);
    shed(house, r);
    borders.add(lot, setback, house.driveSide, r);
    planting.bushes(lot.frame(), house.shift, house.front() - .8, w / 2, r);
    planting.trees(lot, r, 1 + r.below(3 + (int) (8 * green)), setback);
  }

  /** Some lots are other ground than their block. */
  private void yard(Lot lot, HashRandom r) {
    if (r.chance(.15)) {
      scene.paint(
          r.pick(Ground.GARDEN, Ground.BARE_SOIL, Ground.GRAVEL, Ground.MEADOW),
          lot.frame(),
          0,
          lot.front() + lot.depth() / 2,
          lot.width() / 2,
          lot.depth() / 2);
    }
  }

  private static House house(Lot lot, double setback, double width, double depth, HashRandom r) {
    int driveSide = r.chance(.5) ? 1 : -1;
    double shift = -driveSide * (lot.width() / 2 - width / 2 - 1.2) * r.between(.3, 1);
    Look look = Palette.house(r);
    double eave = r.pick(2.8, 3.0, 3.2, 5.4, 5.8, 6.2);
    Roof roof = r.pick(Roof.GABLED, Roof.GABLED, Roof.HIPPED, Roof.HIPPED, Roof.FLAT);
    double slope = r.between(.3, .85);
    boolean along = r.chance(.6);
    double n = lot.front() + setback + depth / 2;
    Box box =
        Shapes.box(
            Kind.BUILDING,
            lot.frame(),
            shift,
            n,
            width / 2,
            depth / 2,
            along,
            0,
            eave,
            roof,
            slope,
            look);
    return new House(lot, setback, shift, n, width, depth, driveSide, box);
  }

  /** Adds the drive and its car; gives how far it reaches from the frame's origin, metres. */
  private double drive(House house, HashRandom r) {
    Ground ground =
        r.pick(
            Ground.DRIVE_CONCRETE,
            Ground.PAVERS,
            Ground.GRAVEL,
            Ground.RED_PAVERS,
            Ground.LOT_ASPHALT);
    double kerb = house.lot.kerb();
    double end = house.front() + r.between(1, 6);
    scene.paintOver(
        ground,
        house.frame(),
        house.driveT(),
        (kerb + end) / 2,
        r.between(1.3, 2.2),
        (end - kerb) / 2);
    scene.car(Shapes.slot(house.frame(), house.driveT(), end - 3, true, r.between(.2, .7), r));
    return end;
  }

  /** The path to the door, and the terrace behind the house. */
  private void paths(House house, HashRandom r) {
    double door = house.shift + r.between(-.3, .3) * house.width;
    scene.paint(
        r.pick(Ground.PAVERS, Ground.CONCRETE),
        house.frame(),
        door,
        house.lot.front() + house.setback / 2,
        .6,
        house.setback / 2);
    scene.paint(
        r.pick(Ground.TERRACE, Ground.PAVERS),
        house.frame(),
        house.shift,
        house.n + house.depth / 2 + 1.5,
        house.width * r.between(.2, .5),
        1.5);
  }

  /** A wing towards the street, away from the drive, and one into the garden. */
  private void wings(House house, HashRandom r) {
    Box box = house.box;
    if (r.chance(.4)) {
      double width = house.width * r.between(.35, .55);
      double reach = r.between(2, Math.min(5, house.setback));
      work.wing(
          house.frame(),
          house.shift - house.driveSide * (house.width - width) / 2,
          house.n - house.depth / 2,
          -reach,
          width,
          box.eave,
          box.roof,
          box.slope,
          box.look,
          r);
    }
    if (r.chance(.35)) {
      work.wing(
          house.frame(),
          house.shift,
          house.n + house.depth / 2,
          r.between(3, 6),
          house.width * r.between(.4, .7),
          Math.min(box.eave, 3.2),
          box.roof,
          box.slope,
          box.look,
          r);
    }
  }

  private void garage(House house, double driveEnd, HashRandom r) {
    if (!r.chance(.5)) {
      return;
    }
    Look look = house.box.look;
    Box garage =
        Shapes.box(
            Kind.BUILDING,
            house.frame(),
            house.driveT(),
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

  private void chimney(House house, HashRandom r) {
    if (house.box.roof != Roof.FLAT && r.chance(.6)) {
      work.chimney(
          house.frame(),
          house.shift + r.between(-.3, .3) * house.width,
          house.n + r.between(-.1, .1) * house.depth,
          house.box,
          r);
    }
  }

  private void pool(House house, HashRandom r) {
    if (r.chance(.1) && house.lot.depth() - house.setback - house.depth > 8) {
      scene.paint(
          Ground.POOL,
          house.frame(),
          -house.shift,
          house.front() + house.depth + 5,
          r.between(2, 4),
          r.between(1.5, 2.2));
    }
  }

  /** A shed in the far corner of the garden. */
  private void shed(House house, HashRandom r) {
    if (!r.chance(.3)) {
      return;
    }
    Box shed =
        Shapes.box(
            Kind.BUILDING,
            house.frame(),
            -house.driveSide * (house.half() - 2.5),
            house.lot.front() + house.lot.depth() - 2,
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
}
