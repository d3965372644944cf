package org.crossview.sirnet.training;

import java.util.Arrays;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;

/** Measures the recall of the present weights on pairs that are not trained on. */
final class Validation {
  private static final int BATCH = 32;

  private final SirNetSettings network;
  private final PairSource pairs;

  Validation(SirNetSettings network, PairSource pairs) {
    this.network = network;
    this.pairs = pairs;
  }

  Recall measure(TrainingGraph graph) {
    int n = pairs.size();
    float[][][] ground = new float[n][][];
    float[][][] aerial = new float[n][][];
    int groundBytes = network.imageBytes(View.GROUND);
    int aerialBytes = network.imageBytes(View.AERIAL);
    byte[] oneGround = new byte[groundBytes];
    byte[] oneAerial = new byte[aerialBytes];
    byte[] allGround = new byte[BATCH * groundBytes];
    byte[] allAerial = new byte[BATCH * aerialBytes];
    for (int start = 0; start < n; start += BATCH) {
      int count = Math.min(BATCH, n - start);
      for (int i = 0; i < count; i++) {
        pairs.read(start + i, oneGround, oneAerial);
        System.arraycopy(oneGround, 0, allGround, i * groundBytes, groundBytes);
        System.arraycopy(oneAerial, 0, allAerial, i * aerialBytes, aerialBytes);
      }
      split(graph.describe(View.GROUND, allGround, count), ground, start, count);
      split(graph.describe(View.AERIAL, allAerial, count), aerial, start, count);
    }
    return RetrievalEvaluation.evaluate(ground, aerial, pairs::isSamePlace);
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
