package org.crossview.town;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Prints how many pictures one core renders in a second, by processor time of the thread, so that a
 * busy machine disturbs the figures less.
 */
public final class RenderBenchmark {
  private static final int ROUNDS = 4;

  private RenderBenchmark() {}

  public static void main(String[] args) {
    Town town = Town.generate(new TownSettings(3, 1_000));
    for (int round = 1; round <= ROUNDS; round++) {
      String head = round < ROUNDS ? "warm-up " + round : "measured";
      System.out.printf(
          Locale.ROOT,
          "%s: bands 512x128 %.0f/s, tiles 256x256 %.0f/s, panoramas 1024x512 %.1f/s%n",
          head,
          perSecond(150, i -> PanoramaRenderer.render(town, town.viewpoint(i), 128, 512, 45, -45)),
          perSecond(150, i -> TileRenderer.render(town, town.tiles().get(i * 6), 256)),
          perSecond(20, i -> PanoramaRenderer.render(town, town.viewpoint(i), 512, 1024)));
    }
  }

  private static double perSecond(int count, IntConsumer work) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      work.accept(i);
    }
    return count * 1e9 / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
  }
}
