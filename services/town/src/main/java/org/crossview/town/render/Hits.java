package org.crossview.town.render;

import org.crossview.town.scene.Box;
import org.crossview.town.scene.Tree;

/** Which objects each column of a panorama may meet. */
final class Hits {
  private final Surroundings around;
  private final double x;
  private final double y;
  private final int width;
  private final int[] head;
  private int[] next = new int[1 << 14];
  private int[] objects = new int[1 << 14];
  private int count;
  private int[] sortedObjects = new int[256];
  private double[] distances = new double[256];

  Hits(Surroundings around, double x, double y, int width, double headingDeg) {
    this.around = around;
    this.x = x;
    this.y = y;
    this.width = width;
    head = new int[width];
    java.util.Arrays.fill(head, -1);
    double heading = StrictMath.toRadians(headingDeg);
    int index = 0;
    for (Box box : around.boxes) {
      add(index++, box.x, box.y, box.radius(), heading);
    }
    for (Tree tree : around.trees) {
      add(index++, tree.x(), tree.y(), tree.radius(), heading);
    }
  }

  private void add(int object, double ox, double oy, double radius, double heading) {
    double dx = ox - x;
    double dy = oy - y;
    double d = Math.sqrt(dx * dx + dy * dy);
    if (d <= radius * 1.02) {
      for (int c = 0; c < width; c++) {
        link(c, object);
      }
      return;
    }
    double middle = StrictMath.atan2(dx, dy) - heading;
    // asin(q) <= q + .571 q^3 on 0..1.
    double q = radius / d;
    double half = q + .571 * q * q * q;
    double scale = width / (2 * Math.PI);
    int from = (int) Math.floor((middle - half) * scale + width / 2.0);
    int to = (int) Math.ceil((middle + half) * scale + width / 2.0);
    for (int c = from; c <= Math.min(to, from + width - 1); c++) {
      link(Math.floorMod(c, width), object);
    }
  }

  private void link(int column, int object) {
    if (count == next.length) {
      next = java.util.Arrays.copyOf(next, 2 * count);
      objects = java.util.Arrays.copyOf(objects, 2 * count);
    }
    objects[count] = object;
    next[count] = head[column];
    head[column] = count++;
  }

  /** Sorts the objects of a column by distance and returns how many they are. */
  int sorted(int column, double dx, double dy) {
    int n = 0;
    for (int k = head[column]; k >= 0; k = next[k]) {
      int object = objects[k];
      double t =
          object < around.boxes.size()
              ? enter(around.boxes.get(object), dx, dy)
              : crown(around.trees.get(object - around.boxes.size()), dx, dy);
      if (t < Double.MAX_VALUE) {
        n = insert(n, object, t);
      }
    }
    return n;
  }

  int object(int k) {
    return sortedObjects[k];
  }

  private int insert(int n, int object, double t) {
    if (n == distances.length) {
      distances = java.util.Arrays.copyOf(distances, 2 * n);
      sortedObjects = java.util.Arrays.copyOf(sortedObjects, 2 * n);
    }
    int i = n;
    while (i > 0 && distances[i - 1] > t) {
      distances[i] = distances[i - 1];
      sortedObjects[i] = sortedObjects[i - 1];
      i--;
    }
    distances[i] = t;
    sortedObjects[i] = object;
    return n + 1;
  }

  private double enter(Box box, double dx, double dy) {
    double ox = x - box.x;
    double oy = y - box.y;
    double u = ox * box.ux + oy * box.uy;
    double v = oy * box.ux - ox * box.uy;
    double du = dx * box.ux + dy * box.uy;
    double dv = dy * box.ux - dx * box.uy;
    double iu = 1 / (Math.abs(du) < 1e-9 ? 1e-9 : du);
    double iv = 1 / (Math.abs(dv) < 1e-9 ? 1e-9 : dv);
    double a = (-box.halfU - u) * iu;
    double b = (box.halfU - u) * iu;
    double c = (-box.halfV - v) * iv;
    double d = (box.halfV - v) * iv;
    double enter = Math.max(Math.min(a, b), Math.min(c, d));
    double leave = Math.min(Math.max(a, b), Math.max(c, d));
    return leave > enter && enter > .05 ? enter : Double.MAX_VALUE;
  }

  private double crown(Tree tree, double dx, double dy) {
    double ox = tree.x() - x;
    double oy = tree.y() - y;
    double t = ox * dx + oy * dy;
    double w = ox * dy - oy * dx;
    return t > .5 && Math.abs(w) < tree.radius() ? t : Double.MAX_VALUE;
  }
}
