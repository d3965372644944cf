package org.crossview.town.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Objects by the square of the plane in which their centre lies. Filled once, then only read. */
public final class SpatialGrid<T> {
  private static final double CELL = 16;
  private final Map<Long, List<T>> cells = new HashMap<>();

  public void add(double x, double y, T object) {
    cells.computeIfAbsent(key(index(x), index(y)), k -> new ArrayList<>()).add(object);
  }

  /** Visits all objects whose centre may lie within the square of half side {@code reach}. */
  public void near(double x, double y, double reach, Consumer<? super T> visitor) {
    for (int iy = index(y - reach); iy <= index(y + reach); iy++) {
      for (int ix = index(x - reach); ix <= index(x + reach); ix++) {
        List<T> cell = cells.get(key(ix, iy));
        if (cell != null) {
          cell.forEach(visitor);
        }
      }
    }
  }

  private static int index(double v) {
    return (int) Math.floor(v / CELL);
  }

  private static long key(int ix, int iy) {
    return ((long) ix << 32) ^ (iy & 0xFFFFFFFFL);
  }
}
