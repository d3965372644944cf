package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Ground;

/** Divides the meshes of the street plan into lots and has them built on. */
final class BlockBuilder {
  private final StreetPlan plan;
  private final SceneBuilder scene;
  private final HouseLots houses;
  private final RowLots rows;
  private final YardLots yards;
  private final long seed;

  BlockBuilder(StreetPlan plan, SceneBuilder scene, long seed) {
    this.plan = plan;
    this.scene = scene;
    this.seed = seed;
    double green = plan.character.green();
    Planting planting = new Planting(scene, green);
    this.houses = new HouseLots(scene, planting, seed, green);
    this.rows = new RowLots(scene, planting, seed);
    this.yards = new YardLots(scene, planting, seed);
  }

  private record Side(
      Street street, boolean alongU, double from, double to, double fixed, int inward) {}

  /** Builds on the mesh between the lines i and i + 1 along u, j and j + 1 along v. */
  void build(int i, int j) {
    long key = (i - plan.side / 2) * 100_003L + (j - plan.side / 2);
    HashRandom r = new HashRandom(seed, 50, key);
    double[] middle = plan.map((plan.u[i] + plan.u[i + 1]) / 2, (plan.v[j] + plan.v[j + 1]) / 2);
    District district = District.at(seed, plan.character, middle[0], middle[1], key);
    scene.startBlock();
    outline(i, j, ground(district, r));
    switch (district) {
      case PARK -> new ParkBuilder(plan, scene, seed).build(i, j, key);
      case FIELD -> new NatureBuilder(plan, scene, seed).field(i, j, key);
      case FOREST -> new NatureBuilder(plan, scene, seed).forest(i, j, key);
      case DENSE -> {
        lots(i, j, key, district, r);
        courtyard(i, j, r);
      }
      case SUBURB, COMMERCE, TOWERS -> lots(i, j, key, district, r);
    }
  }

  private static Ground ground(District district, HashRandom r) {
    return switch (district) {
      case DENSE ->
          r.pick(Ground.PAVERS, Ground.LAWN, Ground.GRAVEL, Ground.CONCRETE, Ground.GARDEN);
      case TOWERS -> r.pick(Ground.LAWN, Ground.PAVERS);
      case COMMERCE -> r.pick(Ground.LAWN, Ground.MEADOW, Ground.LOT_ASPHALT);
      case PARK -> r.pick(Ground.LAWN, Ground.MEADOW);
      case SUBURB -> r.pick(Ground.LAWN, Ground.LAWN, Ground.LAWN, Ground.MEADOW);
      case FIELD -> Ground.MEADOW;
      case FOREST -> r.pick(Ground.FOREST_FLOOR, Ground.FOREST_FLOOR, Ground.MEADOW);
    };
  }

  /** Divides the sides that have a street: those along u whole, those along v between these. */
  private void lots(int i, int j, long key, District district, HashRandom r) {
    Side[] sides = {
      new Side(plan.alongU[i][j], true, plan.u[i], plan.u[i + 1], plan.v[j], 1),
      new Side(plan.alongU[i][j + 1], true, plan.u[i], plan.u[i + 1], plan.v[j + 1], -1),
      new Side(plan.alongV[i][j], false, plan.v[j], plan.v[j + 1], plan.u[i], 1),
      new Side(plan.alongV[i + 1][j], false, plan.v[j], plan.v[j + 1], plan.u[i + 1], -1)
    };
    double sizeU = plan.u[i + 1] - plan.u[i];
    double depthU = depth(sides, plan.v[j + 1] - plan.v[j], district, r);
    double blockHeight = r.between(6, 22);
    double setback = r.chance(.6) ? 0 : r.between(.5, 5);
    for (int s = 0; s < 4; s++) {
      if (sides[s].street != null) {
        boolean alongU = s < 2;
        double depth = alongU ? depthU : Math.min(depthU, sizeU / 2 - reach(sides[s], 0) - 1);
        double inA = alongU ? reach(sides[2], .5) : behind(sides[0], depthU);
        double inB = alongU ? reach(sides[3], .5) : behind(sides[1], depthU);
        side(sides[s], inA, inB, depth, district, setback, blockHeight, key * 7 + s, r);
      }
    }
  }

  /** How deep the lots along u are at most, metres of the plan: less than half of the block. */
  private static double depth(Side[] sides, double sizeV, District district, HashRandom r) {
    double rim = 7;
    double room = Math.min(sizeV / 2 - reach(sides[0], rim), sizeV / 2 - reach(sides[1], rim));
    return Math.min(
        room,
        switch (district) {
          case DENSE -> r.between(16, 26);
          case SUBURB -> r.between(22, 34);
          default -> 60;
        });
  }

  /** Where the land behind the lots of a side along u begins. */
  private static double behind(Side side, double depth) {
    return side.street == null ? .5 : reach(side, .5) + depth;
  }

  /** What stands behind closed rows: trees, sheds and workshops. */
  private void courtyard(int i, int j, HashRandom r) {
    double u0 = plan.u[i];
    double v0 = plan.v[j];
    double du = plan.u[i + 1] - u0;
    double dv = plan.v[j + 1] - v0;
    int sheds = r.below(5);
    for (int k = 0; k < sheds; k++) {
      double gu = u0 + du * r.between(.3, .7);
      double gv = v0 + dv * r.between(.3, .7);
      double[] p = plan.map(gu, gv);
      double[] q = plan.map(gu + 1, gv);
      double n = StrictMath.hypot(q[0] - p[0], q[1] - p[1]);
      double ux = (q[0] - p[0]) / n;
      double uy = (q[1] - p[1]) / n;
      yards.workshop(new Frame(p[0], p[1], ux, uy, -uy, ux), r);
    }
    int trees = r.below(4 + (int) (22 * plan.character.green()));
    for (int k = 0; k < trees; k++) {
      double[] p = plan.map(u0 + du * r.between(.2, .8), v0 + dv * r.between(.22, .78));
      scene.tree(Planting.tree(p[0], p[1], r.between(.4, 1), r));
    }
  }

  private static double reach(Side side, double otherwise) {
    return side.street == null ? otherwise : side.street.profile().reach() + .5;
  }

  private void side(
      Side side,
      double inA,
      double inB,
      double depth,
      District district,
      double setback,
      double blockHeight,
      long key,
      HashRandom r) {
    double at = side.from + inA;
    double end = side.to - inB;
    long count = 0;
    while (end - at > 6 && depth > 8) {
      double width =
          switch (district) {
            case DENSE -> r.between(8, 24);
            case SUBURB -> plan.character.rural() ? r.between(20, 48) : r.between(14, 25);
            case COMMERCE -> r.between(28, 60);
            default -> r.between(26, 50);
          };
      if (end - at - width < width * .5) {
        width = end - at;
      }
      Lot lot = lot(side, at + width / 2, width, depth, key * 1000 + count++);
      switch (district) {
        case DENSE -> rows.dense(lot, setback, blockHeight);
        case SUBURB -> houses.suburb(lot);
        case COMMERCE -> yards.commerce(lot);
        default -> yards.tower(lot);
      }
      at += width;
    }
  }

  private Lot lot(Side side, double along, double width, double depth, long key) {
    double[] p = place(side, along);
    double[] a = place(side, along - 2);
    double[] b = place(side, along + 2);
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double norm = Math.sqrt(dx * dx + dy * dy);
    dx /= norm;
    dy /= norm;
    // Left of the direction of growing u is growing v; for growing v it is falling u.
    double turn = side.alongU ? side.inward : -side.inward;
    Frame frame = new Frame(p[0], p[1], dx, dy, -dy * turn, dx * turn);
    Street.Profile profile = side.street.profile();
    // The warp stretches: the width is measured on the ground.
    return new Lot(frame, width * norm / 4, profile.reach() + .3, profile.halfWidth(), depth, key);
  }

  private double[] place(Side side, double along) {
    return side.alongU ? plan.map(along, side.fixed) : plan.map(side.fixed, along);
  }

  private void outline(int i, int j, Ground ground) {
    int n = 12;
    double[] xs = new double[4 * n];
    double[] ys = new double[4 * n];
    for (int k = 0; k < n; k++) {
      double t = (double) k / n;
      double gu = plan.u[i] + t * (plan.u[i + 1] - plan.u[i]);
      double gv = plan.v[j] + t * (plan.v[j + 1] - plan.v[j]);
      set(xs, ys, k, plan.map(gu, plan.v[j]));
      set(xs, ys, n + k, plan.map(plan.u[i + 1], gv));
      set(xs, ys, 2 * n + k, plan.map(plan.u[i] + plan.u[i + 1] - gu, plan.v[j + 1]));
      set(xs, ys, 3 * n + k, plan.map(plan.u[i], plan.v[j] + plan.v[j + 1] - gv));
    }
    scene.ground.polygon(ground, xs, ys);
  }

  private static void set(double[] xs, double[] ys, int k, double[] p) {
    xs[k] = p[0];
    ys[k] = p[1];
  }
}
