package org.crossview.cli.train;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Finds for each of a row of things the first that is equal to it. */
final class FirstOfEqual {
  private FirstOfEqual() {}

  /**
   * Compares the things by their keys.
   *
   * @param count of the things
   * @param key of the thing at an index, 0 to count - 1
   * @return for each the index of the first with an equal key
   */
  static int[] of(int count, IntFunction<?> key) {
    Map<Object, Integer> firsts = HashMap.newHashMap(count);
    int[] first = new int[count];
    for (int i = 0; i < count; i++) {
      Integer earlier = firsts.putIfAbsent(key.apply(i), i);
      first[i] = earlier == null ? i : earlier;
    }
    return first;
  }
}
