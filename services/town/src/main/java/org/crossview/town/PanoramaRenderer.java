package org.crossview.town;

import org.crossview.core.image.BgrImage;
import org.crossview.town.render.Conditions;
import org.crossview.town.render.PanoramaScan;

/**
 * Renders street panoramas: equirectangular, the centre column looks along the heading, columns
 * grow clockwise; the camera is 2.5 m above the street.
 */
public final class PanoramaRenderer {
  private PanoramaRenderer() {}

  /** Renders the full sphere. */
  public static BgrImage render(Town town, Viewpoint viewpoint, int height, int width) {
    return render(town, viewpoint, height, width, 90, -90);
  }

  /**
   * Renders a band of the sphere.
   *
   * @param height rows, 8..4096
   * @param width columns over 360 degrees, 16..8192
   * @param topElevationDeg elevation of the upper edge, up to 90
   * @param bottomElevationDeg elevation of the lower edge, at least -90 and below the upper edge
   */
  public static BgrImage render(
      Town town,
      Viewpoint viewpoint,
      int height,
      int width,
      double topElevationDeg,
      double bottomElevationDeg) {
    if (height < 8 || height > 4096 || width < 16 || width > 8192) {
      throw new IllegalArgumentException(
          "A panorama has 8..4096 rows and 16..8192 columns, got %d x %d".formatted(height, width));
    }
    if (!(topElevationDeg <= 90
        && bottomElevationDeg >= -90
        && bottomElevationDeg < topElevationDeg)) {
      throw new IllegalArgumentException(
          "A panorama's elevations lie in -90..90 degrees, the upper above the lower, got %s and %s"
              .formatted(topElevationDeg, bottomElevationDeg));
    }
    return PanoramaScan.render(
        town.scene(),
        viewpoint.x(),
        viewpoint.y(),
        viewpoint.headingDeg(),
        height,
        width,
        topElevationDeg,
        bottomElevationDeg,
        Conditions.street(viewpoint.conditions()));
  }
}
