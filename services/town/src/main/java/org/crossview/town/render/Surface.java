package org.crossview.town.render;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Look;

/** The unlit colours of walls and roofs. */
final class Surface {
  private Surface() {}

  /**
   * A point of a wall.
   *
   * @param s distance from the wall's middle, metres
   * @param half half the wall's length, metres
   * @param z height, metres
   */
  static void wall(Light out, Box box, int face, double s, double half, double z) {
    switch (box.kind) {
      case BUILDING -> Facades.wall(out, box, face, s, half, z);
      case HEDGE ->
          out.leaves(
              box.look.wall(),
              true,
              .45f + .75f * Noise.cloudy(s * 6 + face * 99, z * 6 + (box.look.seed() & 255)));
      case FENCE -> {
        boolean slat = ((int) Math.floor(s * 7) & 3) != 0;
        out.colour(box.look.wall(), slat ? 1 : .5f);
      }
      case CAR_BODY -> car(out, box, s, half, z);
      case CAR_CABIN -> {
        boolean post =
            Math.abs(Math.abs(s) - half * .1) < .05 || Math.abs(s) > half - .1 || z > box.top - .09;
        out.colour(post ? box.look.roof() : box.look.wall(), 1);
      }
      case ROOF_UNIT, PLAIN -> out.colour(box.look.wall(), .85f + .3f * Noise.grainy(s * 4, z * 4));
    }
  }

  private static void car(Light out, Box box, double s, double half, double z) {
    boolean wheel = z < .62 && Math.abs(Math.abs(s) - half * .62) < .33;
    if (wheel || z < box.base + .12) {
      out.colour(0x1C1C1E, 1);
    } else if (box.top > 1.8 && z > 1.1 && z < box.top - .3 && s > half * .55) {
      out.colour(0x20242A, 1);
    } else {
      out.colour(box.look.wall(), (float) (.7 + .35 * (z - box.base) / (box.top - box.base)));
    }
  }

  /** A point of a roof at local coordinates. */
  static void roof(Light out, Box box, double u, double v) {
    Look look = box.look;
    long shift = look.seed() & 511;
    switch (box.kind) {
      case HEDGE -> out.leaves(look.roof(), true, .6f + .7f * Noise.cloudy(u * 6 + shift, v * 6));
      case BUILDING -> {
        float t =
            .82f
                + .2f * Noise.cloudy(u * 1.5 + shift, v * 1.5)
                + .16f * Noise.grainy(u * 5, v * 5 + shift);
        if (box.roof == Box.Roof.FLAT) {
          boolean rim = box.halfU - Math.abs(u) < .35 || box.halfV - Math.abs(v) < .35;
          t *= rim ? 1.18f : 1;
        } else {
          t *= ((int) Math.floor(v * 3) & 1) == 0 ? 1.04f : .95f;
          t *= box.roof != Box.Roof.SHED && Math.abs(v) < .2 ? 1.1f : 1;
          if (skylight(box, u, v)) {
            out.colour(0x5A6672, 1);
            return;
          }
        }
        out.colour(look.roof(), t);
      }
      case CAR_BODY, CAR_CABIN, ROOF_UNIT, PLAIN, FENCE -> out.colour(look.roof(), 1);
    }
  }

  private static boolean skylight(Box box, double u, double v) {
    double w = Math.abs(v) - box.halfV * .5;
    if (Math.abs(w) > .55) {
      return false;
    }
    int k = (int) Math.floor(u / 2.4);
    return HashRandom.unit(box.look.seed() + k, v > 0 ? 1 : 2) < .13f
        && Math.abs(u / 2.4 - k - .5) < .2;
  }

  /** The cosine between the roof's normal and the sun. */
  static double roofCosine(Box box, double u, double v, Conditions day) {
    if (box.roof == Box.Roof.FLAT) {
      return day.sunZ;
    }
    double gu = 0;
    double gv = 0;
    boolean onV = box.roof != Box.Roof.HIPPED || box.halfV - Math.abs(v) < box.halfU - Math.abs(u);
    if (box.roof == Box.Roof.SHED) {
      gv = box.slope;
    } else if (onV) {
      gv = v > 0 ? -box.slope : box.slope;
    } else {
      gu = u > 0 ? -box.slope : box.slope;
    }
    double su = day.sunX * box.ux + day.sunY * box.uy;
    double sv = day.sunY * box.ux - day.sunX * box.uy;
    return (day.sunZ - gu * su - gv * sv) / Math.sqrt(1 + box.slope * box.slope);
  }
}
