package org.crossview.cli.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SplittableRandom;
import org.crossview.cli.places.NearestTile;
import org.crossview.cli.places.PlaceGrid;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.crossview.town.TownTile;
import org.crossview.town.Viewpoint;

/**
 * Which pairs a network is trained on: viewpoints anywhere on the streets of many towns, each with
 * the tile nearest to it, as a gallery of that pitch would hold.
 *
 * <p>Neighbouring indices are neighbouring places, 10 to 30 m apart and never nearer than 10 m:
 * negatives that are hard, but not the same place. The tiles of one stretch have one width and one
 * day, as the tiles of one gallery have, so that neither tells anything about the place.
 */
public final class PairPlan {
  private static final double NEAREST_NEGATIVE = 10;
  private static final double FARTHEST_NEIGHBOUR = 30;

  /**
   * How many of the pairs before it a pair keeps its distance from. In larger groups the tiles that
   * lie nearer are masked out by {@link #isSamePlace}.
   */
  private static final int LOOK_BACK = 8;

  private final Settings settings;
  private final PlannedTowns towns;
  private final List<PlannedPair> pairs;

  private PairPlan(Settings settings, PlannedTowns towns, List<PlannedPair> pairs) {
    this.settings = settings;
    this.towns = towns;
    this.pairs = pairs;
  }

  /**
   * What to plan.
   *
   * @param seeds of the towns
   * @param pairs of all towns together
   * @param pitchMetres distance of the tiles along the streets, 4..50 m
   * @param minTileWidth 40..200 m
   * @param maxTileWidth 40..200 m, at least the lowest
   * @param stretch consecutive pairs whose tiles have one width and one day
   * @param aligned whether each tile is centred on its panorama; otherwise it is the nearest of the
   *     town's tiles
   */
  public record Settings(
      TownSeeds seeds,
      int pairs,
      double pitchMetres,
      double minTileWidth,
      double maxTileWidth,
      int stretch,
      boolean aligned) {
    public Settings {
      if (pairs < seeds.towns()) {
        throw new IllegalArgumentException(
            "%d pairs cannot be spread over %d towns".formatted(pairs, seeds.towns()));
      }
      if (!(minTileWidth <= maxTileWidth)) {
        throw new IllegalArgumentException(
            "tile widths from %s to %s m are no range".formatted(minTileWidth, maxTileWidth));
      }
      // The first town has the most pairs; a town that cannot be is named before any is made.
      TownSettings first = town(seeds.first(), Math.ceilDiv(pairs, seeds.towns()), pitchMetres);
      first.withTileWidthMetres(minTileWidth).withTileWidthMetres(maxTileWidth);
    }

    /** About one pair for each tile: dense enough for neighbours, no place seen over and over. */
    private static TownSettings town(long seed, int pairs, double pitchMetres) {
      return new TownSettings(seed, Math.max(200, pairs)).withPitchMetres(pitchMetres);
    }

    /** The town of a seed in which so many pairs are planned. */
    TownSettings town(long seed, int pairs) {
      return town(seed, pairs, pitchMetres);
    }

    /** Pairs of one town. */
    int pairsOf(int town) {
      int towns = seeds.towns();
      return pairs / towns + (town < pairs % towns ? 1 : 0);
    }

    /** Names a plan in file names: settings with equal fingerprints give equal pairs. */
    String fingerprint() {
      return "%s-%d-p%s-n%s-%s-s%d%s"
          .formatted(
              seeds().fingerprint(),
              pairs(),
              pitchMetres(),
              minTileWidth(),
              maxTileWidth(),
              stretch(),
              aligned() ? "-aligned" : "");
    }
  }

  /** Makes the plan; the same settings give the same plan. */
  static PairPlan make(Settings settings) {
    PlannedTowns towns = new PlannedTowns();
    List<PlannedPair> pairs = new ArrayList<>();
    List<Long> seeds = settings.seeds().list();
    for (int i = 0; i < seeds.size(); i++) {
      long seed = seeds.get(i);
      int count = settings.pairsOf(i);
      Town town = towns.add(settings.town(seed, count));
      SplittableRandom random = new SplittableRandom(seed);
      List<Viewpoint> walk = walk(viewpoints(town, count, random), random);
      addPairs(pairs, settings, i, town, walk, random);
    }
    return new PairPlan(settings, towns, pairs);
  }

  private static List<Viewpoint> viewpoints(Town town, int count, SplittableRandom random) {
    List<Viewpoint> out = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      out.add(town.viewpoint(random.nextLong()));
    }
    return out;
  }

  /** Orders viewpoints so that each is near the one before wherever there is such a one left. */
  private static List<Viewpoint> walk(List<Viewpoint> viewpoints, SplittableRandom random) {
    PlaceGrid<Viewpoint> left = new PlaceGrid<>(FARTHEST_NEIGHBOUR, Viewpoint::x, Viewpoint::y);
    viewpoints.forEach(left::add);
    SequencedSet<Viewpoint> unvisited = new LinkedHashSet<>(viewpoints);
    List<Viewpoint> out = new ArrayList<>(viewpoints.size());
    while (!unvisited.isEmpty()) {
      List<Viewpoint> recent = out.subList(Math.max(0, out.size() - LOOK_BACK), out.size());
      Viewpoint next = neighbour(recent, left, random);
      if (next == null) {
        next = start(unvisited, recent);
      }
      unvisited.remove(next);
      left.remove(next);
      out.add(next);
    }
    return out;
  }

  /**
   * What is left over lies close to what was visited: a stretch must not begin next to the last
   * one.
   */
  private static Viewpoint start(SequencedSet<Viewpoint> unvisited, List<Viewpoint> recent) {
    return unvisited.stream()
        .filter(v -> isFarFromAll(v, recent))
        .findFirst()
        .orElseGet(unvisited::getFirst);
  }

  private static Viewpoint neighbour(
      List<Viewpoint> recent, PlaceGrid<Viewpoint> left, SplittableRandom random) {
    if (recent.isEmpty()) {
      return null;
    }
    Viewpoint last = recent.getLast();
    List<Viewpoint> near = left.within(last.x(), last.y(), FARTHEST_NEIGHBOUR);
    near.removeIf(v -> !isFarFromAll(v, recent));
    return near.isEmpty() ? null : near.get(random.nextInt(near.size()));
  }

  private static boolean isFarFromAll(Viewpoint v, List<Viewpoint> others) {
    return others.stream().allMatch(o -> distance(v, o) >= NEAREST_NEGATIVE);
  }

  private static double distance(Viewpoint a, Viewpoint b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private static void addPairs(
      List<PlannedPair> pairs,
      Settings settings,
      int town,
      Town built,
      List<Viewpoint> walk,
      SplittableRandom random) {
    NearestTile nearest = new NearestTile(built);
    double width = settings.minTileWidth();
    long survey = 0;
    for (int i = 0; i < walk.size(); i++) {
      if (i % settings.stretch() == 0) {
        survey = random.nextLong();
        width = width(settings, random.nextDouble());
      }
      Viewpoint viewpoint = walk.get(i);
      TownTile tile = nearest.to(viewpoint);
      double x = settings.aligned() ? viewpoint.x() : tile.x();
      double y = settings.aligned() ? viewpoint.y() : tile.y();
      pairs.add(
          new PlannedPair(
              town, viewpoint, new TownTile(tile.id(), built.locate(x, y), x, y, width), survey));
    }
  }

  /**
   * More narrow widths than wide ones: half of them lie in the lowest quarter of the range,
   * measured by ratio. Narrow tiles show each thing larger and are what towns have by default.
   */
  private static double width(Settings settings, double uniform) {
    double ratio = settings.maxTileWidth() / settings.minTileWidth();
    return settings.minTileWidth() * Math.pow(ratio, uniform * uniform);
  }

  /** The town of a pair. */
  Town townOf(PlannedPair pair) {
    return towns.get(pair.town());
  }

  /** All pairs, town by town. */
  List<PlannedPair> pairs() {
    return pairs;
  }

  /** Whether the tile of one pair lies within one pitch of another's panorama. */
  boolean isSamePlace(int panorama, int tile) {
    PlannedPair a = pairs.get(panorama);
    PlannedPair b = pairs.get(tile);
    double dx = a.viewpoint().x() - b.tile().x();
    double dy = a.viewpoint().y() - b.tile().y();
    return panorama == tile
        || (a.town() == b.town() && Math.hypot(dx, dy) <= settings.pitchMetres());
  }

  /** What the tile of a pair is known by: place, width and day. */
  Object tileOf(int index) {
    record Picture(int town, TownTile tile, long survey) {}
    PlannedPair pair = pairs.get(index);
    return new Picture(pair.town(), pair.tile(), pair.survey());
  }
}
