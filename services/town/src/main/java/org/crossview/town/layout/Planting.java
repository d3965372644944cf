package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Tree;

/** Plants trees and bushes. */
final class Planting {
  private final SceneBuilder scene;
  private final double green;

  /**
   * @param green how many bushes gardens have, 0..1
   */
  Planting(SceneBuilder scene, double green) {
    this.scene = scene;
    this.green = green;
  }

  /** Spreads trees over a lot, some at its front, the others from a depth on. */
  void trees(Lot lot, HashRandom r, int count, double from) {
    for (int i = 0; i < count; i++) {
      double t = r.between(-.46, .46) * lot.width();
      double n =
          lot.front()
              + (r.chance(.35)
                  ? r.between(.8, 4)
                  : from + r.between(0, 1) * (lot.depth() - from - 1));
      scene.tree(tree(lot.frame().east(t, n), lot.frame().north(t, n), r.between(.35, 1), r));
    }
  }

  /** Bushes along a front. */
  void bushes(Frame f, double t, double n, double half, HashRandom r) {
    if (r.chance(.25 + .5 * green)) {
      int count = 2 + r.below(6);
      for (int i = 0; i < count; i++) {
        double at = t + r.between(-1, 1) * half;
        double radius = r.between(.4, 1.1);
        double deep = n + r.between(-.4, .3);
        scene.tree(
            new Tree(
                f.east(at, deep),
                f.north(at, deep),
                radius,
                radius * r.between(1.2, 2.2),
                .05,
                Palette.leaves(r),
                r.chance(.6),
                r.nextLong()));
      }
    }
  }

  /** A tree of a kind and size drawn from what is usual, times {@code size}. */
  static Tree tree(double x, double y, double size, HashRandom r) {
    return tree(x, y, size, r.chance(.18), r);
  }

  /** A tree of a usual size for its kind, times {@code size}. */
  static Tree tree(double x, double y, double size, boolean evergreen, HashRandom r) {
    double radius = (evergreen ? r.between(1.2, 3) : r.between(1.6, 5.8)) * size;
    double height = radius * (evergreen ? r.between(2.8, 5) : r.between(1.6, 2.9)) + .8;
    double base = radius < 1.2 ? .1 : height * r.between(.1, .32);
    return new Tree(
        x,
        y,
        radius,
        Math.min(24, height),
        base,
        evergreen ? Palette.needles(r) : Palette.leaves(r),
        evergreen,
        r.nextLong());
  }
}
