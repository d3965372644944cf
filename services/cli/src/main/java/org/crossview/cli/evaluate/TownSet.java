package org.crossview.cli.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.crossview.cli.town.TownFolder;
import org.crossview.imaging.Projection;
import org.crossview.town.Town;
import org.crossview.town.TownTile;
import org.crossview.town.Viewpoint;
import org.crossview.town.noise.HashRandom;

/**
 * A town and panoramas taken in it, each on a day of its own; the tiles are of one survey, on
 * another. Pictures are those that vehicles and galleries of the demo have, JPEG included.
 */
public final class TownSet implements EvaluationSet {
  /** A fine query is found if the first tile's centre is so near, metres. */
  static final double FINE_METRES = 10;

  private final Town town;
  private final boolean fine;
  private final List<Viewpoint> viewpoints;

  /** The tile at whose centre an aligned query is taken. */
  private final int[] truth;

  private TownSet(Town town, boolean fine, List<Viewpoint> viewpoints, int[] truth) {
    this.town = town;
    this.fine = fine;
    this.viewpoints = viewpoints;
    this.truth = truth;
  }

  /**
   * Queries at the centres of tiles, as in CVUSA.
   *
   * @param queries at most as many as tiles; fewer are spread over the town
   */
  public static TownSet aligned(Town town, int queries) {
    int tiles = town.tiles().size();
    int[] truth =
        IntStream.range(0, queries).map(i -> (int) ((long) i * tiles / queries)).toArray();
    return new TownSet(
        town, false, IntStream.of(truth).mapToObj(tile -> atTile(town, tile)).toList(), truth);
  }

  /** Queries anywhere on the streets, as vehicles are. */
  public static TownSet fine(Town town, int queries) {
    return new TownSet(
        town, true, IntStream.range(0, queries).mapToObj(town::viewpoint).toList(), new int[0]);
  }

  private static Viewpoint atTile(Town town, int tile) {
    HashRandom random = new HashRandom(town.settings().seed(), 4101, tile);
    TownTile at = town.tiles().get(tile);
    return new Viewpoint(at.x(), at.y(), random.between(0, 360), random.nextLong());
  }

  @Override
  public String name() {
    return "town %d, %s".formatted(town.settings().seed(), fine ? "fine" : "aligned");
  }

  @Override
  public int tiles() {
    return town.tiles().size();
  }

  @Override
  public int queries() {
    return viewpoints.size();
  }

  @Override
  public String tileName(int tile) {
    return town.tiles().get(tile).id();
  }

  @Override
  public String queryName(int query) {
    return "panorama %d of town %d".formatted(query, town.settings().seed());
  }

  @Override
  public byte[] tile(int tile) {
    return TownFolder.tile(town, town.tiles().get(tile));
  }

  @Override
  public Photograph query(int query) {
    Viewpoint viewpoint = viewpoints.get(query);
    return new Photograph(
        TownFolder.panorama(town, viewpoint),
        Projection.EQUIRECTANGULAR,
        OptionalDouble.of(viewpoint.headingDeg()));
  }

  @Override
  public boolean isHit(int query, int tile) {
    if (!fine) {
      return truth[query] == tile;
    }
    return metresBetween(query, tile) <= FINE_METRES;
  }

  @Override
  public OptionalDouble metres(int query, int tile) {
    return OptionalDouble.of(metresBetween(query, tile));
  }

  private double metresBetween(int query, int tile) {
    Viewpoint viewpoint = viewpoints.get(query);
    TownTile candidate = town.tiles().get(tile);
    return Math.hypot(candidate.x() - viewpoint.x(), candidate.y() - viewpoint.y());
  }
}
