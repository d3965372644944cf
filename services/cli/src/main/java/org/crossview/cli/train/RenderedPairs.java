package org.crossview.cli.train;

import java.nio.file.Path;
import org.crossview.cli.CodeFingerprint;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.town.Town;

/** Pairs of towns in a folder of caches that runs share: what is there is not rendered again. */
public final class RenderedPairs {
  private RenderedPairs() {}

  /**
   * Plans pairs and renders those that the folder lacks.
   *
   * @param network whose input they are
   * @param folder of the caches, made if missing
   * @param threads that render
   * @param task in words, for the progress
   */
  public static TownPairs open(
      PairPlan.Settings wanted, SirNetSettings network, Path folder, int threads, String task)
      throws InterruptedException {
    PairPlan plan = PairPlan.make(wanted);
    String name =
        "%s-%s-%s.pairs"
            .formatted(CodeFingerprint.of(Town.class), wanted.fingerprint(), inputOf(network));
    PairCache pairs =
        PairCache.open(
            folder.resolve(name),
            wanted.pairs(),
            network.imageBytes(View.GROUND),
            network.imageBytes(View.AERIAL));
    new PairRenderer(network).fill(pairs, plan, threads, "rendering " + task);
    return new TownPairs(plan, pairs);
  }

  /** In words, equal for equal pairs, whatever the size of the images. */
  static String words(PairPlan.Settings settings) {
    return "towns %s, rendered by %s"
        .formatted(settings.fingerprint(), CodeFingerprint.of(Town.class));
  }

  /** Names what networks with the same input have in common. */
  public static String inputOf(SirNetSettings network) {
    return "%dx%d-%s-%dx%d"
        .formatted(
            network.groundHeight(),
            network.groundWidth(),
            network.polar() ? "polar" : "plain",
            network.aerialHeight(),
            network.aerialWidth());
  }
}
