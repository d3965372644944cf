package org.crossview.sirnet.training;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;

/**
 * Measures the recall of the present weights on pairs that are not trained on. The gallery is their
 * tiles, each of them once.
 */
final class Validation {
  private static final int BATCH = 32;

  private final SirNetSettings network;
  private final PairSource pairs;

  Validation(SirNetSettings network, PairSource pairs) {
    this.network = network;
    this.pairs = pairs;
  }

  Recall measure(TrainingGraph graph) {
    int[] queries = IntStream.range(0, pairs.size()).toArray();
    Set<Object> known = new HashSet<>();
    int[] tiles = IntStream.of(queries).filter(i -> known.add(pairs.tileOf(i))).toArray();
    return RetrievalEvaluation.evaluate(
        described(graph, View.GROUND, queries),
        described(graph, View.AERIAL, tiles),
        (query, tile) -> pairs.isSamePlace(query, tiles[tile]));
  }

  /** The descriptors of one view of some pairs, [pair][step][value]. */
  private float[][][] described(TrainingGraph graph, View view, int[] indices) {
    byte[] ground = new byte[network.imageBytes(View.GROUND)];
    byte[] aerial = new byte[network.imageBytes(View.AERIAL)];
    byte[] image = view == View.GROUND ? ground : aerial;
    byte[] batch = new byte[BATCH * image.length];
    float[][][] described = new float[indices.length][][];
    for (int start = 0; start < indices.length; start += BATCH) {
      int count = Math.min(BATCH, indices.length - start);
      for (int i = 0; i < count; i++) {
        pairs.read(indices[start + i], ground, aerial);
        System.arraycopy(image, 0, batch, i * image.length, image.length);
      }
      split(graph.describe(view, batch, count), described, start, count);
    }
    return described;
  }

  private void split(float[] values, float[][][] into, int start, int count) {
    int steps = network.steps();
    int length = network.descriptorLength();
    for (int i = 0; i < count; i++) {
      into[start + i] = new float[steps][];
      for (int t = 0; t < steps; t++) {
        int from = (i * steps + t) * length;
        into[start + i][t] = Arrays.copyOfRange(values, from, from + length);
      }
    }
  }
}
