package org.crossview.town.layout;

import java.util.ArrayList;
import java.util.List;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.CarSlot;
import org.crossview.town.scene.Ground;
import org.crossview.town.scene.GroundMap;
import org.crossview.town.scene.SpatialGrid;
import org.crossview.town.scene.Tree;

/** Collects what stands in a town and keeps solids of a block from standing in each other. */
final class SceneBuilder {
  final GroundMap.Builder ground;
  final SpatialGrid<Box> boxes = new SpatialGrid<>();
  final SpatialGrid<Tree> trees = new SpatialGrid<>();
  final SpatialGrid<CarSlot> cars = new SpatialGrid<>();
  private final List<Runnable> over = new ArrayList<>();
  private final List<Box> block = new ArrayList<>();

  SceneBuilder(GroundMap.Builder ground) {
    this.ground = ground;
  }

  void startBlock() {
    block.clear();
  }

  /** Whether a building has room here. */
  boolean free(Box box, double gap) {
    return block.stream().noneMatch(other -> other.overlaps(box, gap));
  }

  /** Adds a building part, which keeps others away. */
  void building(Box box) {
    block.add(box);
    boxes.add(box.x, box.y, box);
  }

  /** Adds a solid that may touch others. */
  void solid(Box box) {
    boxes.add(box.x, box.y, box);
  }

  /** Adds a tree unless its trunk would stand in a building. */
  boolean tree(Tree tree) {
    double keep = Math.min(tree.radius() * .6, 1.5);
    if (block.stream().anyMatch(b -> b.covers(tree.x(), tree.y(), keep))) {
      return false;
    }
    trees.add(tree.x(), tree.y(), tree);
    return true;
  }

  void car(CarSlot slot) {
    cars.add(slot.x(), slot.y(), slot);
  }

  /** Paints a rectangle of a frame: half sides along the street and into the block. */
  void paint(Ground material, Frame f, double t, double n, double halfT, double halfN) {
    double[] xs = new double[4];
    double[] ys = new double[4];
    for (int i = 0; i < 4; i++) {
      double ct = t + (i == 0 || i == 3 ? -halfT : halfT);
      double cn = n + (i < 2 ? -halfN : halfN);
      xs[i] = f.east(ct, cn);
      ys[i] = f.north(ct, cn);
    }
    ground.polygon(material, xs, ys);
  }

  /** Paints like {@link #paint}, but over the streets: drives cross the pavement. */
  void paintOver(Ground material, Frame f, double t, double n, double halfT, double halfN) {
    over.add(() -> paint(material, f, t, n, halfT, halfN));
  }

  /** Paints what lies over the streets. */
  void finish() {
    over.forEach(Runnable::run);
  }
}
