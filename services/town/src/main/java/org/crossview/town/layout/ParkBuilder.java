package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Ground;

/** Fills a block with paths, trees, a pond or a sports court. */
final class ParkBuilder {
  private final StreetPlan plan;
  private final SceneBuilder scene;
  private final long seed;

  ParkBuilder(StreetPlan plan, SceneBuilder scene, long seed) {
    this.plan = plan;
    this.scene = scene;
    this.seed = seed;
  }

  void build(int i, int j, long key) {
    HashRandom r = new HashRandom(seed, 60, key);
    double u0 = plan.u[i];
    double v0 = plan.v[j];
    double du = plan.u[i + 1] - u0;
    double dv = plan.v[j + 1] - v0;
    Ground path = r.pick(Ground.GRAVEL, Ground.SAND, Ground.ASPHALT_OLD, Ground.PAVERS);
    path(plan.map(u0, v0), plan.map(u0 + du, v0 + dv), path, r);
    if (r.chance(.7)) {
      path(plan.map(u0 + du, v0), plan.map(u0, v0 + dv), path, r);
    }
    double[] c = plan.map(u0 + du * r.between(.35, .65), v0 + dv * r.between(.35, .65));
    switch (r.below(3)) {
      case 0 -> pond(c, Math.min(du, dv) * r.between(.12, .24), r);
      case 1 -> court(c, r);
      default -> scene.ground.disc(path, c[0], c[1], r.between(4, 9));
    }
    int trees = 15 + r.below(50);
    for (int k = 0; k < trees; k++) {
      double[] p = plan.map(u0 + du * r.between(.11, .89), v0 + dv * r.between(.13, .87));
      double dx = p[0] - c[0];
      double dy = p[1] - c[1];
      if (dx * dx + dy * dy > 200) {
        scene.tree(Planting.tree(p[0], p[1], r.between(.5, 1.25), r));
      }
    }
  }

  private void path(double[] a, double[] b, Ground ground, HashRandom r) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double n = Math.sqrt(dx * dx + dy * dy);
    scene.ground.rectangle(
        ground, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, dx / n, dy / n, n / 2, r.between(.9, 1.8));
  }

  private void pond(double[] c, double radius, HashRandom r) {
    int n = 24;
    double[] xs = new double[n];
    double[] ys = new double[n];
    double phase = r.between(0, 6);
    for (int k = 0; k < n; k++) {
      double a = 2 * Math.PI * k / n;
      double q = radius * (1 + .25 * StrictMath.sin(2 * a + phase) + .12 * StrictMath.sin(3 * a));
      xs[k] = c[0] + q * StrictMath.cos(a);
      ys[k] = c[1] + q * StrictMath.sin(a);
    }
    scene.ground.polygon(Ground.WATER, xs, ys);
  }

  private void court(double[] c, HashRandom r) {
    double angle = r.between(0, Math.PI);
    double ux = StrictMath.cos(angle);
    double uy = StrictMath.sin(angle);
    Ground inner = r.pick(Ground.COURT_RED, Ground.COURT_GREEN, Ground.SAND);
    scene.ground.rectangle(Ground.WHITE_PAINT, c[0], c[1], ux, uy, 12, 6.5);
    scene.ground.rectangle(inner, c[0], c[1], ux, uy, 11.8, 6.3);
    scene.ground.rectangle(Ground.WHITE_PAINT, c[0], c[1], ux, uy, .12, 6.3);
  }
}
