package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.Look;
import org.crossview.town.scene.Tree;

/** Fills blocks without houses: fields with rows of trees, and woods. */
final class NatureBuilder {
  private final StreetPlan plan;
  private final SceneBuilder scene;
  private final long seed;

  NatureBuilder(StreetPlan plan, SceneBuilder scene, long seed) {
    this.plan = plan;
    this.scene = scene;
    this.seed = seed;
  }

  /** One or two fields, with trees or a fence between them and along the roads. */
  void field(int i, int j, long key) {
    HashRandom r = new HashRandom(seed, 61, key);
    double split = r.chance(.5) ? r.between(.3, .7) : 1;
    patch(i, j, 0, split, crop(r));
    if (split < 1) {
      patch(i, j, split, 1, crop(r));
      row(i, j, split, r);
    }
    int single = r.below(8);
    for (int k = 0; k < single; k++) {
      double[] p = at(i, j, r.between(.05, .95), r.between(.05, .95));
      scene.tree(Planting.tree(p[0], p[1], r.between(.5, 1.3), r));
    }
    border(plan.alongU[i][j], 1, r);
    border(plan.alongU[i][j + 1], -1, r);
    border(plan.alongV[i][j], -1, r);
    border(plan.alongV[i + 1][j], 1, r);
  }

  private static Ground crop(HashRandom r) {
    return r.pick(Ground.CROP, Ground.PLOUGHED, Ground.MEADOW, Ground.LAWN, Ground.MEADOW);
  }

  private double[] at(int i, int j, double a, double b) {
    return plan.map(
        plan.u[i] + a * (plan.u[i + 1] - plan.u[i]), plan.v[j] + b * (plan.v[j + 1] - plan.v[j]));
  }

  private void patch(int i, int j, double from, double to, Ground ground) {
    double[] xs = new double[16];
    double[] ys = new double[16];
    for (int k = 0; k < 8; k++) {
      double[] p = at(i, j, from + (to - from) * k / 7, 0);
      double[] q = at(i, j, to + (from - to) * k / 7, 1);
      xs[k] = p[0];
      ys[k] = p[1];
      xs[8 + k] = q[0];
      ys[8 + k] = q[1];
    }
    scene.ground.polygon(ground, xs, ys);
  }

  private void row(int i, int j, double split, HashRandom r) {
    double gap = r.between(.03, .12);
    double size = r.between(.3, 1.1);
    for (double b = .06; b < .94; b += gap * r.between(.6, 1.4)) {
      double[] p = at(i, j, split + r.between(-.01, .01), b);
      scene.tree(Planting.tree(p[0], p[1], size * r.between(.7, 1.2), r));
    }
  }

  /** A fence, a hedge or trees beside a road, on the side of the field. */
  private void border(Street s, int left, HashRandom r) {
    if (s == null) {
      return;
    }
    double away = left * (s.profile().reach() + r.between(.5, 3));
    if (r.chance(.45)) {
      boolean hedge = r.chance(.3);
      double height = hedge ? r.between(.8, 2) : r.between(.8, 1.3);
      int colour = hedge ? Palette.leaves(r) : Palette.vary(0x7A6A58, r);
      Look look = Look.plain(colour, colour, r.nextLong());
      for (double at = 8; at + 6 < s.length() - 8; at += 6) {
        double[] p = s.place(at + 3);
        scene.solid(
            new Box(
                hedge ? Box.Kind.HEDGE : Box.Kind.FENCE,
                p[0] - p[3] * away,
                p[1] + p[2] * away,
                p[2],
                p[3],
                3.05,
                hedge ? .5 : .04,
                0,
                height,
                Box.Roof.FLAT,
                0,
                look));
      }
    } else if (r.chance(.5)) {
      double chance = r.between(.1, .8);
      for (double at = 8; at < s.length() - 8; at += 5) {
        if (r.chance(chance)) {
          double[] p = s.place(at + r.between(0, 4));
          double off = away + left * r.between(0, 3);
          scene.tree(Planting.tree(p[0] - p[3] * off, p[1] + p[2] * off, r.between(.2, 1.2), r));
        }
      }
    }
  }

  /** A wood: dense where it can be seen from the roads, with a clearing now and then. */
  void forest(int i, int j, long key) {
    HashRandom r = new HashRandom(seed, 62, key);
    double du = plan.u[i + 1] - plan.u[i];
    double dv = plan.v[j + 1] - plan.v[j];
    double spacing = r.between(4.5, 7.5);
    double evergreen = r.chance(.3) ? r.between(.6, 1) : r.between(0, .3);
    double size = r.between(.95, 1.5);
    double clearU = r.chance(.4) ? r.between(0, du) : -99;
    double clearV = r.between(0, dv);
    double margin = r.between(.5, 3);
    double undergrowth = r.between(0, 1);
    for (double a = spacing / 2; a < du; a += spacing) {
      for (double b = spacing / 2; b < dv; b += spacing) {
        double gu = a + r.between(-.45, .45) * spacing;
        double gv = b + r.between(-.45, .45) * spacing;
        double edge =
            Math.min(
                Math.min(room(plan.alongV[i][j], gu), room(plan.alongV[i + 1][j], du - gu)),
                Math.min(room(plan.alongU[i][j], gv), room(plan.alongU[i][j + 1], dv - gv)));
        boolean clear = (gu - clearU) * (gu - clearU) + (gv - clearV) * (gv - clearV) < 250;
        if (edge < margin || clear || r.chance(edge > 25 ? .5 : .12)) {
          continue;
        }
        double[] p = plan.map(plan.u[i] + gu, plan.v[j] + gv);
        scene.tree(
            leafy(Planting.tree(p[0], p[1], size * r.between(.6, 1.25), r.chance(evergreen), r)));
        if (edge < 12 && r.chance(undergrowth)) {
          double[] q =
              plan.map(plan.u[i] + gu + r.between(-2, 2), plan.v[j] + gv + r.between(-2, 2));
          scene.tree(leafy(Planting.tree(q[0], q[1], r.between(.25, .45), r)));
        }
      }
    }
  }

  /** Trees of a wood have leaves from near the ground at its edge. */
  private static Tree leafy(Tree t) {
    return new Tree(
        t.x(),
        t.y(),
        t.radius(),
        t.height(),
        t.crownBase() * .45,
        t.colour(),
        t.evergreen(),
        t.seed());
  }

  private static double room(Street s, double away) {
    return s == null ? 99 : away - s.profile().reach();
  }
}
