package org.crossview.cli.places;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Finds things by their place: a grid of square cells over the plane. */
public final class PlaceGrid<P> {
  private final double cell;
  private final ToDoubleFunction<P> x;
  private final ToDoubleFunction<P> y;
  private final Map<Long, List<P>> cells = new HashMap<>();

  /**
   * @param cell side of a cell, metres
   */
  public PlaceGrid(double cell, ToDoubleFunction<P> x, ToDoubleFunction<P> y) {
    this.cell = cell;
    this.x = x;
    this.y = y;
  }

  /** Adds one. */
  public void add(P place) {
    cells
        .computeIfAbsent(
            key(index(x.applyAsDouble(place)), index(y.applyAsDouble(place))),
            k -> new ArrayList<>())
        .add(place);
  }

  /** Removes one; does nothing where it is not there. */
  public void remove(P place) {
    cells
        .getOrDefault(
            key(index(x.applyAsDouble(place)), index(y.applyAsDouble(place))), new ArrayList<>())
        .remove(place);
  }

  /** All within a radius, in no particular order but always the same one. */
  public List<P> within(double px, double py, double radius) {
    List<P> out = new ArrayList<>();
    for (long i = index(px - radius); i <= index(px + radius); i++) {
      for (long j = index(py - radius); j <= index(py + radius); j++) {
        for (P place : cells.getOrDefault(key(i, j), List.of())) {
          if (Math.hypot(x.applyAsDouble(place) - px, y.applyAsDouble(place) - py) <= radius) {
            out.add(place);
          }
        }
      }
    }
    return out;
  }

  private long index(double metres) {
    return (long) Math.floor(metres / cell);
  }

  private static long key(long i, long j) {
    return (i << 32) ^ (j & 0xFFFFFFFFL);
  }
}
