package org.crossview.imaging.folder;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crossview.core.geo.LatLon;

/**
 * One row of {@code pairs.csv}: a tile, and perhaps a photograph taken there.
 *
 * @param id a label for people; ids repeat between data sets, so nothing is known by it
 * @param ground path of the photograph relative to the folder, with {@code /}; absent for a tile
 *     without one
 * @param aerial path of the tile relative to the folder, with {@code /}
 * @param position centre of the tile, where it is known
 * @param headingDegrees direction of the photograph, clockwise from north, finite
 * @param projection of the photograph, a name of {@link org.crossview.imaging.Projection} or {@link
 *     #PERSPECTIVE}; empty without a photograph
 * @param centreColumn what the photograph's centre column looks at
 */
public record PairsRow(
    String id,
    Optional<String> ground,
    String aerial,
    Optional<LatLon> position,
    OptionalDouble headingDegrees,
    String projection,
    CentreColumn centreColumn) {

  /** A photograph that is no panorama: its row serves as a tile of the gallery only. */
  public static final String PERSPECTIVE = "perspective";

  public PairsRow {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(ground, "ground");
    Objects.requireNonNull(aerial, "aerial");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(headingDegrees, "headingDegrees");
    Objects.requireNonNull(projection, "projection");
    Objects.requireNonNull(centreColumn, "centreColumn");
  }

  /** A row for a tile without a photograph. */
  public static PairsRow tile(String id, String aerial, Optional<LatLon> position) {
    return new PairsRow(
        id, Optional.empty(), aerial, position, OptionalDouble.empty(), "", CentreColumn.NORTH);
  }
}
