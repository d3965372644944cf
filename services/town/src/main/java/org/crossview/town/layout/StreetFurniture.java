package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.CarSlot;
import org.crossview.town.scene.Look;
import org.crossview.town.scene.Tree;

/** Puts lamps, trees and places for cars along the streets. */
final class StreetFurniture {
  private final SceneBuilder scene;
  private final long seed;

  /** 1 where vehicles keep to the right, -1 where they keep to the left. */
  private final int driveSide;

  StreetFurniture(SceneBuilder scene, long seed, int driveSide) {
    this.scene = scene;
    this.seed = seed;
    this.driveSide = driveSide;
  }

  void furnish(Street s) {
    HashRandom r = new HashRandom(seed, 70, s.from(), s.to());
    Street.Profile p = s.profile();
    double clear = p.halfWidth() * 1.3 + 4;
    if (p.kerb()) {
      lamps(s, r, clear);
    }
    if (r.chance(p.kerb() ? .25 : .6)) {
      wires(s, r, clear);
    }
    signs(s, r, clear);
    medianTrees(s, r, clear);
    if (p.trees() > 0) {
      double step = r.between(7, 14);
      double size = r.between(.5, 1);
      long species = r.nextLong();
      for (int sign = -1; sign <= 1; sign += 2) {
        for (double at = clear; at < s.length() - clear; at += step) {
          if (r.chance(p.trees())) {
            double inset = p.verge() > 0 ? p.verge() / 2 : .9;
            double[] q = beside(s, at + r.between(-1, 1), sign * (p.halfWidth() + inset));
            Tree tree =
                Planting.tree(q[0], q[1], size * r.between(.7, 1.2), new HashRandom(species));
            scene.trees.add(q[0], q[1], varied(tree, r));
          }
        }
      }
    }
    for (int sign = -1; sign <= 1; sign += 2) {
      for (double at = clear + 2; at < s.length() - clear - 2; at += 6.2) {
        double[] parked = beside(s, at, sign * (p.halfWidth() - 1.15));
        double dir = -sign * driveSide;
        if (p.halfWidth() > 3.6) {
          scene.car(
              new CarSlot(
                  parked[0],
                  parked[1],
                  dir * parked[2],
                  dir * parked[3],
                  p.parking() * r.next(),
                  r.nextLong()));
        }
        double[] lane = beside(s, at, sign * p.halfWidth() * .42);
        scene.car(new CarSlot(lane[0], lane[1], dir * lane[2], dir * lane[3], .035, r.nextLong()));
      }
    }
  }

  private static Tree varied(Tree t, HashRandom r) {
    double k = r.between(.75, 1.2);
    return new Tree(
        t.x(),
        t.y(),
        t.radius() * k,
        t.height() * k,
        Math.max(t.crownBase(), 1.8),
        Palette.vary(t.colour(), r),
        t.evergreen(),
        r.nextLong());
  }

  private void lamps(Street s, HashRandom r, double clear) {
    Street.Profile p = s.profile();
    double step = r.between(22, 36);
    double height = r.between(5, 9);
    int sign = r.chance(.5) ? 1 : -1;
    Look look = Look.plain(0x6A6E70, 0x8A8E90, r.nextLong());
    for (double at = clear; at < s.length() - clear; at += step) {
      double[] q = beside(s, at, sign * (p.halfWidth() + .5));
      scene.solid(
          new Box(
              Box.Kind.PLAIN, q[0], q[1], q[2], q[3], .08, .08, 0, height, Box.Roof.FLAT, 0, look));
      double[] head = beside(s, at, sign * (p.halfWidth() - .4));
      scene.solid(
          new Box(
              Box.Kind.PLAIN,
              head[0],
              head[1],
              q[2],
              q[3],
              .12,
              .9,
              height,
              height + .12,
              Box.Roof.FLAT,
              0,
              look));
    }
  }

  /** Poles with wires between them. */
  private void wires(Street s, HashRandom r, double clear) {
    int sign = r.chance(.5) ? 1 : -1;
    double away = sign * (s.profile().halfWidth() + r.between(.6, 1.2));
    double height = r.between(7.5, 10);
    double step = r.between(28, 42);
    int brown = Palette.vary(0x6A5A4C, r);
    Look wood = Look.plain(brown, brown, r.nextLong());
    Look black = Look.plain(0x202022, 0x202022, 1);
    for (double at = clear; at < s.length() - clear; at += step) {
      double[] q = beside(s, at, away);
      scene.solid(box(q, .13, .13, 0, height, wood));
      scene.solid(box(q, .06, 1, height - .7, height - .55, wood));
      if (at + step < s.length() - clear) {
        double[] next = beside(s, at + step, away);
        double dx = next[0] - q[0];
        double dy = next[1] - q[1];
        double n = Math.sqrt(dx * dx + dy * dy);
        for (int k = -1; k <= 1; k++) {
          double ox = -dy / n * .8 * k;
          double oy = dx / n * .8 * k;
          double[] middle = {q[0] + dx / 2 + ox, q[1] + dy / 2 + oy, dx / n, dy / n};
          scene.solid(box(middle, n / 2, .015, height - .5, height - .44, black));
        }
      }
    }
  }

  private void signs(Street s, HashRandom r, double clear) {
    for (double at = clear + r.between(-2, 15); at < s.length() - clear; at += r.between(15, 70)) {
      int sign = r.chance(.5) ? 1 : -1;
      double[] q = beside(s, at, sign * (s.profile().halfWidth() + r.between(.4, .9)));
      int colour = r.pick(0xB03030, 0x2A50A0, 0xD8D8D4, 0xD0B040, 0x2E6A48, 0xE0E0DC);
      scene.solid(box(q, .035, .035, 0, 2.2, Look.plain(0x808488, 0x808488, 1)));
      double size = r.between(.25, .45);
      double high = r.between(2, 2.5);
      scene.solid(box(q, .03, size, high, high + 2 * size, Look.plain(colour, colour, 2)));
    }
  }

  private void medianTrees(Street s, HashRandom r, double clear) {
    if (s.profile().median() > 0 && r.chance(.7)) {
      double size = r.between(.4, .8);
      for (double at = clear + 6; at < s.length() - clear - 6; at += r.between(6, 14)) {
        double[] q = beside(s, at, 0);
        scene.trees.add(q[0], q[1], varied(Planting.tree(q[0], q[1], size, r), r));
      }
    }
  }

  private static Box box(
      double[] place, double halfU, double halfV, double base, double top, Look look) {
    return new Box(
        Box.Kind.PLAIN,
        place[0],
        place[1],
        place[2],
        place[3],
        halfU,
        halfV,
        base,
        top,
        Box.Roof.FLAT,
        0,
        look);
  }

  private static double[] beside(Street s, double at, double left) {
    double[] p = s.place(at);
    return new double[] {p[0] - p[3] * left, p[1] + p[2] * left, p[2], p[3]};
  }
}
