package org.crossview.sirnet.configuration;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a mistyped word was meant to be. */
final class Nearest {
  private Nearest() {}

  /** The word with the smallest edit distance (Levenshtein 1966). */
  static String to(String word, Collection<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(other -> distance(word, other)))
        .orElseThrow();
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
