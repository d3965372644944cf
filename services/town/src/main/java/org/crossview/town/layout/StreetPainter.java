package org.crossview.town.layout;

import java.util.List;
import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.GroundMap;

/**
 * Paints carriageways, kerbs, pavements, verges and markings of all streets into the ground map.
 */
final class StreetPainter {
  private static final double LINE = .16;

  private final GroundMap.Builder map;
  private final long seed;

  StreetPainter(GroundMap.Builder map, long seed) {
    this.map = map;
    this.seed = seed;
  }

  void paint(StreetPlan plan, List<Street> streets) {
    HashRandom random = new HashRandom(seed, 20);
    Ground walk =
        random.pick(
            Ground.PAVEMENT, Ground.PAVEMENT, Ground.CONCRETE, Ground.PAVERS, Ground.ASPHALT_OLD);
    for (Street s : streets) {
      // Country roads have shoulders only.
      Ground edge = s.profile().pavement() < .5 ? Ground.MEADOW : walk;
      ribbon(s, edge, -s.profile().reach(), s.profile().reach(), 0, s.length());
    }
    for (Street s : streets) {
      if (s.profile().verge() > 0) {
        double inner = s.profile().halfWidth();
        double outer = inner + s.profile().verge();
        Ground strip = s.profile().kerb() ? Ground.LAWN : Ground.MEADOW;
        ribbon(s, strip, inner, outer, 0, s.length());
        ribbon(s, strip, -outer, -inner, 0, s.length());
      }
    }
    crossings(plan, streets, walk);
    int index = 0;
    for (Street s : streets) {
      double half = s.profile().halfWidth();
      ribbon(s, s.profile().surface(), -half, half, -1, s.length() + 1);
      index++;
      if (s.profile().surface().asphalt()) {
        patches(s, index);
      }
    }
    for (Street s : streets) {
      markings(s);
    }
    for (Street s : streets) {
      median(s);
    }
  }

  private void median(Street s) {
    double half = s.profile().median();
    double clear = s.profile().halfWidth() * 1.3 + 7;
    if (half > 0) {
      ribbon(s, Ground.KERB, -half, half, clear, s.length() - clear);
      ribbon(s, Ground.LAWN, -half + .2, half - .2, clear + .2, s.length() - clear - .2);
    }
  }

  private void crossings(StreetPlan plan, List<Street> streets, Ground walk) {
    for (Street s : streets) {
      double half = s.profile().halfWidth();
      for (int node : new int[] {s.from(), s.to()}) {
        double[] p = plan.nodePlace(node);
        if (s.profile().pavement() >= .5) {
          map.disc(walk, p[0], p[1], half * 1.3 + s.profile().pavement());
        }
      }
    }
    for (Street s : streets) {
      if (!s.profile().kerb()) {
        continue;
      }
      ribbon(
          s,
          Ground.KERB,
          -s.profile().halfWidth() - .2,
          s.profile().halfWidth() + .2,
          0,
          s.length());
      for (int node : new int[] {s.from(), s.to()}) {
        double[] p = plan.nodePlace(node);
        map.disc(Ground.KERB, p[0], p[1], s.profile().halfWidth() * 1.3 + .2);
      }
    }
    for (Street s : streets) {
      for (int node : new int[] {s.from(), s.to()}) {
        double[] p = plan.nodePlace(node);
        map.disc(s.profile().surface(), p[0], p[1], s.profile().halfWidth() * 1.3);
      }
    }
  }

  /** Repairs and manholes: they are seen from above and from the car alike. */
  private void patches(Street s, int index) {
    HashRandom random = new HashRandom(seed, 22, index);
    double half = s.profile().halfWidth();
    for (double at = random.between(2, 20); at < s.length() - 3; at += random.between(6, 40)) {
      double[] p = s.place(at);
      double side = random.between(-half + .8, half - .8);
      double x = p[0] - p[3] * side;
      double y = p[1] + p[2] * side;
      if (random.chance(.4)) {
        map.disc(Ground.MANHOLE, x, y, .38);
      } else {
        map.rectangle(
            random.pick(Ground.ASPHALT_PATCH, Ground.ASPHALT_NEW, Ground.ASPHALT_OLD),
            x,
            y,
            p[2],
            p[3],
            random.between(.6, 7),
            random.between(.3, 1.2));
      }
    }
  }

  private void markings(Street s) {
    HashRandom random = new HashRandom(seed, 23, s.from(), s.to());
    double half = s.profile().halfWidth();
    double clear = half * 1.3 + 2;
    double zebras = s.profile().kerb() ? .35 : .02;
    boolean zebraStart = random.chance(zebras);
    boolean zebraEnd = random.chance(zebras);
    double from = clear + (zebraStart ? 5 : 0);
    double to = s.length() - clear - (zebraEnd ? 5 : 0);
    if (zebraStart) {
      zebra(s, clear, random);
    } else if (s.profile().markings() != Street.Markings.NONE) {
      map.rectangle(
          Ground.WHITE_PAINT,
          side(s, clear, half / 2)[0],
          side(s, clear, half / 2)[1],
          s.place(clear)[2],
          s.place(clear)[3],
          .2,
          half / 2 - .2);
    }
    if (zebraEnd) {
      zebra(s, s.length() - clear - 3, random);
    }
    switch (s.profile().markings()) {
      case DASHED -> dashes(s, 0, from, to, 3, random.pick(4.0, 6.0), Ground.WHITE_PAINT);
      case DOUBLE_YELLOW -> {
        ribbon(s, Ground.YELLOW_PAINT, .1, .1 + LINE, from, to);
        ribbon(s, Ground.YELLOW_PAINT, -.1 - LINE, -.1, from, to);
      }
      case LANES -> {
        dashes(s, half / 2 + .2, from, to, 2, 4, Ground.WHITE_PAINT);
        dashes(s, -half / 2 - .2, from, to, 2, 4, Ground.WHITE_PAINT);
        ribbon(s, Ground.WHITE_PAINT, -LINE / 2, LINE / 2, from, to);
      }
      case NONE -> {}
    }
    arrows(s, random, from, to);
    if (s.profile().edgeLines()) {
      Ground paint = random.pick(Ground.YELLOW_PAINT, Ground.WHITE_PAINT, Ground.WHITE_PAINT);
      double inset = random.between(.3, .6);
      ribbon(s, paint, half - inset, half - inset + LINE, from, to);
      ribbon(s, paint, -half + inset - LINE, -half + inset, from, to);
    }
  }

  /** Arrows before crossings and lanes of their own for cycles. */
  private void arrows(Street s, HashRandom random, double from, double to) {
    double half = s.profile().halfWidth();
    if (half < 4 || s.profile().markings() == Street.Markings.NONE) {
      return;
    }
    if (random.chance(.3)) {
      for (double at : new double[] {from + 5, to - 5}) {
        double[] p = s.place(at);
        double[] q = side(s, at, (at < s.length() / 2 ? 1 : -1) * half * .45);
        double sign = at < s.length() / 2 ? -1 : 1;
        map.rectangle(Ground.WHITE_PAINT, q[0], q[1], p[2], p[3], 1.4, .12);
        double tx = q[0] + sign * p[2] * 2.2;
        double ty = q[1] + sign * p[3] * 2.2;
        map.polygon(
            Ground.WHITE_PAINT,
            new double[] {tx, q[0] + sign * p[2] - p[3] * .5, q[0] + sign * p[2] + p[3] * .5},
            new double[] {ty, q[1] + sign * p[3] + p[2] * .5, q[1] + sign * p[3] - p[2] * .5});
      }
    }
    if (random.chance(.15)) {
      Ground lane = random.pick(Ground.COURT_RED, Ground.COURT_GREEN, Ground.ASPHALT_PATCH);
      ribbon(s, lane, half - 1.6, half - .1, from, to);
      ribbon(s, lane, -half + .1, -half + 1.6, from, to);
    }
  }

  private static double[] side(Street s, double at, double offset) {
    double[] p = s.place(at);
    return new double[] {p[0] - p[3] * offset, p[1] + p[2] * offset};
  }

  private void zebra(Street s, double at, HashRandom random) {
    double half = s.profile().halfWidth();
    double step = random.between(.9, 1.2);
    double[] p = s.place(at + 1.5);
    for (double o = -half + .5; o < half - .3; o += step) {
      map.rectangle(Ground.WHITE_PAINT, p[0] - p[3] * o, p[1] + p[2] * o, p[2], p[3], 1.5, .26);
    }
  }

  private void dashes(
      Street s, double offset, double from, double to, double dash, double gap, Ground paint) {
    for (double at = from; at + dash <= to; at += dash + gap) {
      ribbon(s, paint, offset - LINE / 2, offset + LINE / 2, at, at + dash);
    }
  }

  /** Paints the strip between two offsets (positive is left of the street's direction). */
  private void ribbon(Street s, Ground ground, double right, double left, double from, double to) {
    if (to - from < .5) {
      return;
    }
    int n = Math.max(1, (int) Math.ceil((to - from) / 4));
    double[] xs = new double[2 * n + 2];
    double[] ys = new double[2 * n + 2];
    for (int k = 0; k <= n; k++) {
      double[] p = s.place(from + (to - from) * k / n);
      double[] d = s.direction(from + (to - from) * k / n);
      xs[k] = p[0] - d[1] * right;
      ys[k] = p[1] + d[0] * right;
      xs[2 * n + 1 - k] = p[0] - d[1] * left;
      ys[2 * n + 1 - k] = p[1] + d[0] * left;
    }
    map.polygon(ground, xs, ys);
  }
}
