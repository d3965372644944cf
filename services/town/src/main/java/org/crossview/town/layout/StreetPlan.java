package org.crossview.town.layout;

import java.util.ArrayList;
import java.util.List;
import org.crossview.town.noise.HashRandom;

/**
 * The street network: a grid of unequal meshes, turned, bent by smooth waves and thinned, so that
 * straight and curved streets, T and X crossings and blocks of all sizes appear.
 */
public final class StreetPlan {
  private static final double POINT_SPACING = 4;

  final long seed;
  final int side;
  final double[] u;
  final double[] v;
  final Street[][] alongU;
  final Street[][] alongV;
  final TownCharacter character;
  private final double cos;
  private final double sin;
  private final double[] wave;

  /**
   * @param seed of the town
   * @param side meshes per side of the grid
   */
  public StreetPlan(long seed, int side) {
    this.seed = seed;
    this.side = side;
    HashRandom random = new HashRandom(seed, 1);
    character = TownCharacter.of(seed);
    double angle = random.between(0, Math.PI);
    cos = StrictMath.cos(angle);
    sin = StrictMath.sin(angle);
    double bend = random.chance(.3) ? random.between(0, 2) : random.between(4, 15);
    wave =
        new double[] {
          bend * random.between(.5, 1), random.between(170, 330), random.between(0, 7),
          bend * random.between(.5, 1), random.between(170, 330), random.between(0, 7),
          bend * random.between(.1, .3), random.between(80, 130), random.between(0, 7),
          bend * random.between(.1, .3), random.between(80, 130), random.between(0, 7)
        };
    double meshU = random.between(70, 130) * (character.rural() ? 1.5 : 1);
    double meshV = random.between(58, 95) * (character.rural() ? 1.5 : 1);
    u = lines(2, meshU);
    v = lines(3, meshV);
    alongU = new Street[side][side + 1];
    alongV = new Street[side + 1][side];
    double thinning = random.between(.04, .2);
    for (int j = 0; j <= side; j++) {
      Street.Profile profile = profile(new HashRandom(seed, 4, line(j)), line(j));
      for (int i = 0; i < side; i++) {
        if (!thinned(4, i, j, thinning)) {
          alongU[i][j] = street(i, j, i + 1, j, profile);
        }
      }
    }
    for (int i = 0; i <= side; i++) {
      Street.Profile profile = profile(new HashRandom(seed, 5, line(i)), line(i));
      for (int j = 0; j < side; j++) {
        if (!thinned(5, i, j, thinning)) {
          alongV[i][j] = street(i, j, i, j + 1, profile);
        }
      }
    }
    repairDeadEnds();
  }

  /** Lines are numbered from the middle, so that a town that grows keeps its core. */
  private int line(int index) {
    return index - side / 2;
  }

  private double[] lines(int axis, double mesh) {
    double[] out = new double[side + 1];
    int middle = side / 2;
    for (int i = middle + 1; i <= side; i++) {
      out[i] = out[i - 1] + mesh * step(axis, i - middle);
    }
    for (int i = middle - 1; i >= 0; i--) {
      out[i] = out[i + 1] - mesh * step(axis, i - middle);
    }
    return out;
  }

  private double step(int axis, int line) {
    return .68 + .75 * HashRandom.unit(seed + axis, line * 31L + 7);
  }

  private boolean thinned(int axis, int i, int j, double share) {
    return HashRandom.unit(seed ^ (axis * 0x51ED2701L), line(i) * 10_007L + line(j)) < share;
  }

  private Street.Profile profile(HashRandom random, int line) {
    boolean main = line % 4 == 0 && random.chance(.7);
    return character.rural() ? Profiles.rural(random, main) : Profiles.urban(random, main);
  }

  /** The corner of the grid with these indices as a crossing's number. */
  public int node(int i, int j) {
    return i * (side + 1) + j;
  }

  double[] nodePlace(int node) {
    return map(u[node / (side + 1)], v[node % (side + 1)]);
  }

  /** Maps grid coordinates to metres east and north. */
  public double[] map(double gu, double gv) {
    double wu =
        gu
            + wave[0] * StrictMath.sin(2 * Math.PI * gv / wave[1] + wave[2])
            + wave[6] * StrictMath.sin(2 * Math.PI * gv / wave[7] + wave[8]);
    double wv =
        gv
            + wave[3] * StrictMath.sin(2 * Math.PI * gu / wave[4] + wave[5])
            + wave[9] * StrictMath.sin(2 * Math.PI * gu / wave[10] + wave[11]);
    return new double[] {wu * cos - wv * sin, wu * sin + wv * cos};
  }

  private Street street(int i0, int j0, int i1, int j1, Street.Profile profile) {
    double span = Math.abs(u[i1] - u[i0]) + Math.abs(v[j1] - v[j0]);
    int n = Math.max(2, (int) Math.round(span / POINT_SPACING));
    double[] xs = new double[n + 1];
    double[] ys = new double[n + 1];
    double[] at = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      double t = (double) k / n;
      double[] p = map(u[i0] + t * (u[i1] - u[i0]), v[j0] + t * (v[j1] - v[j0]));
      xs[k] = p[0];
      ys[k] = p[1];
      if (k > 0) {
        double dx = xs[k] - xs[k - 1];
        double dy = ys[k] - ys[k - 1];
        at[k] = at[k - 1] + Math.sqrt(dx * dx + dy * dy);
      }
    }
    return new Street(node(i0, j0), node(i1, j1), xs, ys, at, profile);
  }

  /** A crossing left with one street gets a second one, so that vehicles can drive on. */
  private void repairDeadEnds() {
    for (int i = 0; i <= side; i++) {
      for (int j = 0; j <= side; j++) {
        if (degree(i, j) < 2) {
          restore(i, j);
        }
      }
    }
  }

  private int degree(int i, int j) {
    int degree = 0;
    degree += i > 0 && alongU[i - 1][j] != null ? 1 : 0;
    degree += i < side && alongU[i][j] != null ? 1 : 0;
    degree += j > 0 && alongV[i][j - 1] != null ? 1 : 0;
    degree += j < side && alongV[i][j] != null ? 1 : 0;
    return degree;
  }

  private void restore(int i, int j) {
    Street.Profile profile = profile(new HashRandom(seed, 4, line(j)), line(j));
    if (i > 0 && alongU[i - 1][j] == null) {
      alongU[i - 1][j] = street(i - 1, j, i, j, profile);
    }
    if (i < side && alongU[i][j] == null) {
      alongU[i][j] = street(i, j, i + 1, j, profile);
    }
  }

  /** All streets. */
  public List<Street> streets() {
    List<Street> out = new ArrayList<>();
    for (Street[] row : alongU) {
      addAll(out, row);
    }
    for (Street[] row : alongV) {
      addAll(out, row);
    }
    return out;
  }

  private static void addAll(List<Street> out, Street[] row) {
    for (Street street : row) {
      if (street != null) {
        out.add(street);
      }
    }
  }
}
