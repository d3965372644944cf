package org.crossview.cli.evaluate;

import java.util.List;
import java.util.Locale;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.AzimuthComparison;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;

/**
 * What an evaluation holds in the memory of Java, to be known before hours of describing images
 * rather than after.
 *
 * @param queries number of queries
 * @param tiles number of tiles
 * @param models number of models
 * @param bytes descriptors of all images by all models, what the comparison of one model adds, and
 *     the reserve
 */
record DescriptorMemory(int queries, int tiles, int models, long bytes) {
  /**
   * Kept free for images on their way through the models, answers, and the program itself; a
   * sixteenth of the descriptors comes on top, without which the collector has no room to work.
   */
  static final long RESERVE = 256L << 20;

  private static final int SHARE_FOR_THE_COLLECTOR = 16;

  /** Some collectors keep a part of what -Xmx grants: what is asked for must do for them, too. */
  private static final double GRANTED = 0.95;

  private static final double GIBIBYTE = 1L << 30;

  /** What this evaluation takes on a machine of so many processors as this one. */
  static DescriptorMemory of(EvaluationSet set, List<ModelDescription> models, FieldOfView view) {
    return of(set.queries(), set.tiles(), models, view, Runtime.getRuntime().availableProcessors());
  }

  static DescriptorMemory of(
      int queries, int tiles, List<ModelDescription> models, FieldOfView view, int processors) {
    long images = (long) queries + tiles;
    long descriptors = 0;
    long comparison = 0;
    for (ModelDescription model : models) {
      descriptors += images * model.steps() * model.descriptorLength() * Float.BYTES;
      if (!view.isOrdinary()) {
        // Of one model at a time.
        long values = AzimuthComparison.valuesOfTile(FieldOfView.map(model));
        comparison = Math.max(comparison, tiles * values * model.steps() * Float.BYTES);
      }
    }
    long distances = (long) processors * RetrievalEvaluation.BATCH * tiles * Float.BYTES;
    long held = descriptors + comparison + distances;
    return new DescriptorMemory(
        queries, tiles, models.size(), held + held / SHARE_FOR_THE_COLLECTOR + RESERVE);
  }

  /**
   * Refuses an evaluation that would run out of memory.
   *
   * @param available bytes that Java may use
   * @throws UserErrorException naming what is needed and how to give it
   */
  void requireWithin(long available) {
    if (bytes <= available) {
      return;
    }
    throw new UserErrorException(
        String.format(
            Locale.ROOT,
            "the descriptors of %,d panoramas and %,d tiles by %d %s need %.1f GiB of memory, and"
                + " Java may use %.1f GiB: set CROSSVIEW_JVM=-Xmx%dg for ./crossview, on a machine"
                + " that has as much%s",
            queries,
            tiles,
            models,
            models == 1 ? "model" : "models",
            bytes / GIBIBYTE,
            available / GIBIBYTE,
            heapGibibytes(),
            models == 1 ? "" : ", or evaluate one model at a time, without --compare"));
  }

  /** What -Xmx must say, in GiB. */
  long heapGibibytes() {
    return (long) Math.ceil(bytes / GRANTED / GIBIBYTE);
  }
}
