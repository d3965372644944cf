package org.crossview.cli.demo;

import java.util.Optional;
import org.crossview.core.geo.Geodesy;

/** When a panorama counts as located. */
interface Scoring {
  /** True where the geotag names the right place. */
  boolean isLocated(Truth truth, Outcome geotag);

  /** Within a distance of the truth; without a position never. */
  static Scoring withinMetres(double metres) {
    return (truth, geotag) -> errorMetres(truth, geotag).map(e -> e <= metres).orElse(false);
  }

  /** The nearest candidate is a tile of the panorama's row. */
  static Scoring sameTile() {
    return (truth, geotag) -> geotag.tile().map(truth.tiles()::contains).orElse(false);
  }

  /** Distance between geotag and truth, metres; empty where either has no position. */
  static Optional<Double> errorMetres(Truth truth, Outcome geotag) {
    return truth.position().flatMap(p -> geotag.position().map(q -> Geodesy.distanceMetres(p, q)));
  }
}
