package org.crossview.core.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps the k nearest of the rows it is offered, exactly: ordered by distance, then by row, so that
 * the same offers in any order give the same answer. -0 and 0 are equal; positive infinity is a
 * distance like any other; NaN is refused, since a row whose distance nobody knows can neither be
 * ranked nor be left out. Not safe for use by several threads at once.
 */
public final class TopK {
  private final int capacity;

  /** A binary heap with the farthest on top, so that a newcomer is compared with one row only. */
  private final int[] rows;

  private final float[] distances;
  private int size;

  /**
   * @param k how many to keep, at least 1
   * @throws IllegalArgumentException if k is below 1
   */
  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("Top-K needs a K of at least 1, got " + k);
    }
    this.capacity = k;
    this.rows = new int[k];
    this.distances = new float[k];
  }

  /**
   * The k smallest of an array.
   *
   * @param distances one for each row; not changed
   * @param k how many, at least 1
   * @return at most k, nearest first
   * @throws IllegalArgumentException if k is below 1 or a distance is NaN
   */
  public static List<Neighbour> of(float[] distances, int k) {
    TopK nearest = new TopK(k);
    for (int row = 0; row < distances.length; row++) {
      nearest.offer(row, distances[row]);
    }
    return nearest.nearestFirst();
  }

  /**
   * Takes a row in if it is among the k nearest so far.
   *
   * @throws IllegalArgumentException if the distance is NaN
   */
  public void offer(int row, float distance) {
    if (Float.isNaN(distance)) {
      throw new IllegalArgumentException("The distance of row %d is NaN".formatted(row));
    }
    if (size < capacity) {
      rows[size] = row;
      distances[size] = distance;
      siftUp(size++);
    } else if (before(row, distance, rows[0], distances[0])) {
      rows[0] = row;
      distances[0] = distance;
      siftDown();
    }
  }

  /** The rows kept, nearest first; at most k. */
  public List<Neighbour> nearestFirst() {
    List<Neighbour> kept = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      kept.add(new Neighbour(rows[i], distances[i]));
    }
    kept.sort(
        (a, b) -> {
          int byDistance = Float.compare(a.distance() + 0f, b.distance() + 0f);
          return byDistance != 0 ? byDistance : Integer.compare(a.row(), b.row());
        });
    return Collections.unmodifiableList(kept);
  }

  private void siftUp(int start) {
    int child = start;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!before(rows[parent], distances[parent], rows[child], distances[child])) {
        return;
      }
      swap(parent, child);
      child = parent;
    }
  }

  private void siftDown() {
    int parent = 0;
    while (true) {
      int farthest = parent;
      for (int child = 2 * parent + 1; child <= 2 * parent + 2 && child < size; child++) {
        if (before(rows[farthest], distances[farthest], rows[child], distances[child])) {
          farthest = child;
        }
      }
      if (farthest == parent) {
        return;
      }
      swap(parent, farthest);
      parent = farthest;
    }
  }

  private void swap(int a, int b) {
    int row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
    float distance = distances[a];
    distances[a] = distances[b];
    distances[b] = distance;
  }

  private static boolean before(int row, float distance, int otherRow, float otherDistance) {
    return distance < otherDistance || (distance == otherDistance && row < otherRow);
  }
}
