package org.crossview.town;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crossview.town.layout.Street;

/** Chooses the streets that one can drive on for ever without turning round. */
final class RouteStreets {
  private RouteStreets() {}

  /**
   * The largest connected part without dead ends; the whole largest part where all are dead ends.
   */
  static List<Street> connected(List<Street> streets) {
    List<Street> looped = withoutDeadEnds(streets);
    return largest(looped.isEmpty() ? streets : looped);
  }

  private static List<Street> withoutDeadEnds(List<Street> streets) {
    List<Street> out = new ArrayList<>(streets);
    boolean changed = true;
    while (changed) {
      Map<Integer, Integer> degree = new HashMap<>();
      for (Street s : out) {
        degree.merge(s.from(), 1, Integer::sum);
        degree.merge(s.to(), 1, Integer::sum);
      }
      changed = out.removeIf(s -> degree.get(s.from()) < 2 || degree.get(s.to()) < 2);
    }
    return out;
  }

  private static List<Street> largest(List<Street> streets) {
    Map<Integer, List<Street>> at = new HashMap<>();
    for (Street s : streets) {
      at.computeIfAbsent(s.from(), k -> new ArrayList<>()).add(s);
      at.computeIfAbsent(s.to(), k -> new ArrayList<>()).add(s);
    }
    Set<Integer> seen = new HashSet<>();
    List<Street> best = List.of();
    for (Street s : streets) {
      if (!seen.contains(s.from())) {
        List<Street> part = part(s.from(), at, seen);
        if (part.size() > best.size()) {
          best = part;
        }
      }
    }
    return best;
  }

  private static List<Street> part(int start, Map<Integer, List<Street>> at, Set<Integer> seen) {
    List<Street> out = new ArrayList<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
    seen.add(start);
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (Street s : at.get(node)) {
        if (s.from() == node) {
          out.add(s);
        }
        int other = s.from() == node ? s.to() : s.from();
        if (seen.add(other)) {
          queue.add(other);
        }
      }
    }
    return out;
  }
}
