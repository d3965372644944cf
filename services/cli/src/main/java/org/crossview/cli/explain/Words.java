package org.crossview.cli.explain;

import java.util.Locale;
import org.crossview.cli.explain.Answer.Found;

/** What sheets say of tiles. */
final class Words {
  private Words() {}

  /** Such as {@code 12 m away, L2 0.531}. */
  static String distances(Found tile) {
    String distance = String.format(Locale.ROOT, "L2 %.3f", tile.distance());
    return tile.metres().isPresent()
        ? metres(tile.metres().getAsDouble()) + " away, " + distance
        : distance;
  }

  /** Such as {@code , 12 m away}; nothing where that is not known. */
  static String away(Found tile) {
    return tile.metres().isPresent() ? ", " + metres(tile.metres().getAsDouble()) + " away" : "";
  }

  /** Whether a tile is right, as far as that is known. */
  static String verdict(Found tile, Answer answer) {
    return tile.right() ? "right" : answer.truth().isPresent() ? "wrong" : "not judged";
  }

  /** Whole metres up to a kilometre, then kilometres. */
  static String metres(double metres) {
    if (metres < 10 && metres >= 0.05) {
      return String.format(Locale.ROOT, "%.1f m", metres);
    }
    return metres < 1000
        ? String.format(Locale.ROOT, "%.0f m", metres)
        : String.format(Locale.ROOT, metres < 100_000 ? "%.1f km" : "%,.0f km", metres / 1000);
  }

  /** How an answer went, such as {@code halts at step 2; the right tile comes first}. */
  static String outcome(Answer answer) {
    String truth =
        answer
            .truth()
            .map(
                t ->
                    t.rank() == 1
                        ? "the right tile comes first"
                        : String.format(Locale.ROOT, "the right tile is number %,d", t.rank()))
            .orElse("the right tile is not known");
    return "halts at step %d; %s".formatted(answer.step(), truth);
  }
}
