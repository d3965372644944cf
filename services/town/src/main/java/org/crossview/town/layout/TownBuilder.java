package org.crossview.town.layout;

import java.util.List;
import org.crossview.town.scene.GroundMap;
import org.crossview.town.scene.Scene;

/** Makes the scene of a street plan. */
public final class TownBuilder {
  private static final double MARGIN = 130;

  private TownBuilder() {}

  /**
   * Builds everything along the streets of a plan.
   *
   * @param driveSide 1 where vehicles keep to the right, -1 where they keep to the left
   */
  public static Scene build(StreetPlan plan, int driveSide) {
    List<Street> streets = plan.streets();
    double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (Street s : streets) {
      for (int k = 0; k < s.xs().length; k++) {
        box[0] = Math.min(box[0], s.xs()[k]);
        box[1] = Math.min(box[1], s.ys()[k]);
        box[2] = Math.max(box[2], s.xs()[k]);
        box[3] = Math.max(box[3], s.ys()[k]);
      }
    }
    GroundMap.Builder ground =
        new GroundMap.Builder(box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN);
    SceneBuilder scene = new SceneBuilder(ground);
    BlockBuilder blocks = new BlockBuilder(plan, scene, plan.seed);
    for (int i = 0; i < plan.side; i++) {
      for (int j = 0; j < plan.side; j++) {
        blocks.build(i, j);
      }
    }
    new StreetPainter(ground, plan.seed).paint(plan, streets);
    scene.finish();
    StreetFurniture furniture = new StreetFurniture(scene, plan.seed, driveSide);
    streets.forEach(furniture::furnish);
    return new Scene(plan.seed, ground.build(), scene.boxes, scene.trees, scene.cars);
  }
}
