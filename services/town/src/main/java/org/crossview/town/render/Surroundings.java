package org.crossview.town.render;

import java.util.ArrayList;
import java.util.List;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Scene;
import org.crossview.town.scene.Tree;

/** What stands within a square on one day. */
final class Surroundings {
  final List<Box> boxes = new ArrayList<>();
  final List<Tree> trees = new ArrayList<>();

  /**
   * @param reach half side of the square for buildings and trees, metres
   * @param traffic half side of the square for cars, metres
   * @param clear cars nearer to the middle than this are left out, metres
   */
  Surroundings(
      Scene scene, double x, double y, double reach, double traffic, double clear, long day) {
    scene.boxes().near(x, y, reach, boxes::add);
    scene.trees().near(x, y, reach, trees::add);
    scene
        .cars()
        .near(
            x,
            y,
            traffic,
            slot -> {
              double dx = slot.x() - x;
              double dy = slot.y() - y;
              if (dx * dx + dy * dy > clear * clear) {
                Traffic.place(slot, day, boxes);
              }
            });
  }
}
