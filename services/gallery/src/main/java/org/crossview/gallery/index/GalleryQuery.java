package org.crossview.gallery.index;

import java.util.List;
import java.util.Optional;

/**
 * A panorama that is looked for.
 *
 * @param steps ground descriptors of the steps 1..T, D finite values each
 * @param prior only tiles whose centre lies inside are candidates; without one all are
 */
public record GalleryQuery(List<float[]> steps, Optional<Prior> prior) {
  public GalleryQuery {
    steps = List.copyOf(steps);
  }
}
