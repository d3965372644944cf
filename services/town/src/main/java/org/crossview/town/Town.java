package org.crossview.town;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crossview.core.geo.LatLon;
import org.crossview.town.layout.Street;
import org.crossview.town.layout.StreetPlan;
import org.crossview.town.layout.TownBuilder;
import org.crossview.town.layout.TownCharacter;
import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Scene;

/**
 * A generated town: streets covered by geotagged tiles, and all that stands along them. The same
 * settings give the same town on every machine. Immutable for its users and safe for several
 * threads.
 */
public final class Town {
  private static final double SEMI_MAJOR = 6_378_137;
  private static final double ECCENTRICITY_SQUARED = 6.69437999014e-3;

  /** Streets beyond the last tile, so that the edge of the world is out of sight. */
  private static final int RIM_MESHES = 2;

  private final TownSettings settings;
  private final LatLon origin;
  private final Scene scene;
  private final List<TownTile> tiles;
  private final List<Street> streets;
  private final int driveSide;

  private Town(
      TownSettings settings,
      LatLon origin,
      Scene scene,
      List<TownTile> tiles,
      List<Street> streets,
      int driveSide) {
    this.settings = settings;
    this.origin = origin;
    this.scene = scene;
    this.tiles = tiles;
    this.streets = streets;
    this.driveSide = driveSide;
  }

  /** Makes the town of the settings; takes seconds for a hundred thousand tiles. */
  public static Town generate(TownSettings settings) {
    HashRandom random = new HashRandom(settings.seed(), 0);
    LatLon origin = new LatLon(random.between(-55, 62), random.between(-170, 170));
    int driveSide = random.chance(.65) ? 1 : -1;
    int side = Math.max(4, (int) Math.sqrt(settings.tiles() * settings.pitchMetres() / 250));
    while (true) {
      StreetPlan plan = new StreetPlan(settings.seed(), side + 2 * RIM_MESHES);
      List<Street> inner = innerStreets(plan, side);
      double[] middle = plan.map(0, 0);
      inner.sort(Comparator.comparingDouble(s -> distanceSquared(s, middle)));
      List<Street> covered = new ArrayList<>();
      List<double[]> places = places(inner, settings, covered);
      if (places.size() >= settings.tiles()) {
        Scene scene = TownBuilder.build(plan, driveSide);
        List<TownTile> tiles = new ArrayList<>();
        for (double[] p : places.subList(0, settings.tiles())) {
          tiles.add(
              new TownTile(
                  "t%d-%05d".formatted(settings.seed(), tiles.size()),
                  locate(origin, p[0], p[1]),
                  p[0],
                  p[1],
                  settings.tileWidthMetres()));
        }
        return new Town(
            settings, origin, scene, List.copyOf(tiles), List.copyOf(covered), driveSide);
      }
      side += Math.max(1, side / 8);
    }
  }

  private static List<Street> innerStreets(StreetPlan plan, int side) {
    Set<Integer> nodes = new HashSet<>();
    for (int i = RIM_MESHES; i <= side + RIM_MESHES; i++) {
      for (int j = RIM_MESHES; j <= side + RIM_MESHES; j++) {
        nodes.add(plan.node(i, j));
      }
    }
    List<Street> out = new ArrayList<>(plan.streets());
    out.removeIf(s -> !nodes.contains(s.from()) || !nodes.contains(s.to()));
    return out;
  }

  private static double distanceSquared(Street s, double[] middle) {
    double[] p = s.place(s.length() / 2);
    double dx = p[0] - middle[0];
    double dy = p[1] - middle[1];
    return dx * dx + dy * dy;
  }

  /** Tile centres street by street; streets whose tiles all count are added to {@code covered}. */
  private static List<double[]> places(
      List<Street> streets, TownSettings settings, List<Street> covered) {
    List<double[]> out = new ArrayList<>();
    Set<Integer> crossings = new HashSet<>();
    for (Street s : streets) {
      // As near to the pitch as the street's length allows, so that no gap is left at its end.
      int n = Math.max(1, (int) Math.round(s.length() / settings.pitchMetres()));
      for (int k = 0; k <= n; k++) {
        boolean taken = (k == 0 && !crossings.add(s.from())) || (k == n && !crossings.add(s.to()));
        if (!taken) {
          out.add(s.place(s.length() * k / n));
        }
      }
      if (out.size() > settings.tiles()) {
        break;
      }
      covered.add(s);
    }
    return out;
  }

  /**
   * Whether the towns of a seed are rural, scattered houses between fields and woods, as about a
   * fifth are.
   */
  public static boolean isRural(long seed) {
    return TownCharacter.of(seed).rural();
  }

  /** The settings that made this town. */
  public TownSettings settings() {
    return settings;
  }

  /** The point on the globe where x and y are 0. */
  public LatLon origin() {
    return origin;
  }

  /** The tiles, exactly as many as asked for. */
  public List<TownTile> tiles() {
    return tiles;
  }

  /** The streets that are covered by tiles over their whole length. */
  public List<Street> streets() {
    return streets;
  }

  /** 1 where vehicles keep to the right, -1 where they keep to the left. */
  public int driveSide() {
    return driveSide;
  }

  /** What the renderers draw. */
  public Scene scene() {
    return scene;
  }

  /** The point on the globe of a place in the town (tangent plane of WGS84 at the origin). */
  public LatLon locate(double x, double y) {
    return locate(origin, x, y);
  }

  private static LatLon locate(LatLon origin, double x, double y) {
    double lat = StrictMath.toRadians(origin.lat());
    double sin = StrictMath.sin(lat);
    double w = 1 - ECCENTRICITY_SQUARED * sin * sin;
    double prime = SEMI_MAJOR / Math.sqrt(w);
    double meridian = prime * (1 - ECCENTRICITY_SQUARED) / w;
    // The parallel's radius shrinks over the town by y * sin(lat).
    double parallel = prime * StrictMath.cos(lat) - y * sin;
    return new LatLon(
        origin.lat() + StrictMath.toDegrees(y / meridian),
        origin.lon() + StrictMath.toDegrees(x / parallel));
  }

  /**
   * A place on a covered street, in a lane and heading along it, where a vehicle might be.
   *
   * @param seed decides the place, and with it the day
   */
  public Viewpoint viewpoint(long seed) {
    HashRandom random = new HashRandom(settings.seed(), 90, seed);
    double total = 0;
    for (Street s : streets) {
      total += s.length();
    }
    double at = random.next() * total;
    for (Street s : streets) {
      if (at <= s.length()) {
        boolean forward = random.chance(.5);
        double lane = s.profile().halfWidth() * random.between(.3, .55);
        return Lanes.viewpoint(s, at, forward, lane, driveSide, random.nextLong());
      }
      at -= s.length();
    }
    throw new IllegalStateException("The town has no street");
  }
}
