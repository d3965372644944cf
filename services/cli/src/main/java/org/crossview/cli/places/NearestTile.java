package org.crossview.cli.places;

import java.util.Comparator;
import org.crossview.town.Town;
import org.crossview.town.TownTile;
import org.crossview.town.Viewpoint;

/** Which tile of a town is the right answer for a viewpoint: the one whose centre is nearest. */
public final class NearestTile {
  /** Half a pitch along the street and half a street across, for the largest of both. */
  private static final double FARTHEST = 40;

  private final Town town;
  private final PlaceGrid<TownTile> tiles = new PlaceGrid<>(FARTHEST, TownTile::x, TownTile::y);

  /**
   * @param town whose tiles are searched
   */
  public NearestTile(Town town) {
    this.town = town;
    town.tiles().forEach(tiles::add);
  }

  /**
   * The nearest tile.
   *
   * @throws IllegalStateException if the viewpoint is on no street that has tiles
   */
  public TownTile to(Viewpoint viewpoint) {
    return tiles.within(viewpoint.x(), viewpoint.y(), FARTHEST).stream()
        .min(
            Comparator.comparingDouble(
                t -> Math.hypot(t.x() - viewpoint.x(), t.y() - viewpoint.y())))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "town %d has no tile within %s m of %s"
                        .formatted(town.settings().seed(), FARTHEST, viewpoint)));
  }
}
