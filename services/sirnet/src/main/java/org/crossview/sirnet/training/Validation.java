package org.crossview.sirnet.training;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.crossview.sirnet.evaluation.AnswerKey;
import org.crossview.sirnet.evaluation.AzimuthComparison;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.DescriptorMap;
import org.crossview.sirnet.evaluation.LimitedView;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.network.MapShape;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;

/**
 * Measures the recall of the present weights on pairs that are not trained on. The gallery is their
 * tiles, each of them once. Where the training turns and narrows panoramas, those that are measured
 * are turned, each by an angle of its own that is known, and show as much as the narrowest do.
 */
final class Validation {
  private static final int BATCH = 32;

  /** Of the turns, which are the same in every validation of every run. */
  private static final long SEED = 1;

  private static final long TURNS = 12;

  private final SirNetSettings network;
  private final boolean turned;
  private final LimitedView limited;
  private final MapShape shape;
  private final PairSource pairs;

  Validation(SirNetSettings network, ViewAugmentation augmentation, PairSource pairs) {
    this.network = network;
    this.turned = augmentation.turned();
    this.limited = new LimitedView(augmentation.narrowest());
    this.shape = network.descriptorShape(View.AERIAL);
    this.pairs = pairs;
  }

  Recall measure(TrainingGraph graph) {
    int[] queries = IntStream.range(0, pairs.size()).toArray();
    Set<Object> known = new HashSet<>();
    int[] tiles = IntStream.of(queries).filter(i -> known.add(pairs.tileOf(i))).toArray();
    float[][][] panoramas = described(graph, View.GROUND, queries);
    float[][][] gallery = described(graph, View.AERIAL, tiles);
    AnswerKey key = (query, tile) -> pairs.isSamePlace(query, tiles[tile]);
    if (!turned) {
      return RetrievalEvaluation.evaluate(panoramas, gallery, key);
    }
    var map = new DescriptorMap(shape.rows(), shape.columns(), shape.channels());
    int shown = limited.shown(network.groundWidth(), map.columns());
    int[] shifts = IntStream.of(queries).map(this::shift).toArray();
    return RetrievalEvaluation.evaluate(
        new AzimuthComparison(
            map, DescriptorBlocks.of(panoramas), DescriptorBlocks.of(gallery), shown, shifts),
        key);
  }

  /** The tile's column of the descriptor's map that a panorama's first one looks at. */
  private int shift(int query) {
    return Seeds.random(SEED, TURNS, query).nextInt(shape.columns());
  }

  private byte[] seen(byte[] ground, int query) {
    if (!turned) {
      return ground;
    }
    int width = network.groundWidth();
    int first = LimitedView.firstColumn(shift(query), width, shape.columns());
    return limited.of(ground, network.groundHeight(), width, first);
  }

  /** The descriptors of one view of some pairs, [pair][step][value]. */
  private float[][][] described(TrainingGraph graph, View view, int[] indices) {
    byte[] ground = new byte[network.imageBytes(View.GROUND)];
    byte[] aerial = new byte[network.imageBytes(View.AERIAL)];
    int length = network.imageBytes(view);
    byte[] batch = new byte[BATCH * length];
    float[][][] described = new float[indices.length][][];
    for (int start = 0; start < indices.length; start += BATCH) {
      int count = Math.min(BATCH, indices.length - start);
      for (int i = 0; i < count; i++) {
        pairs.read(indices[start + i], ground, aerial);
        byte[] image = view == View.GROUND ? seen(ground, indices[start + i]) : aerial;
        System.arraycopy(image, 0, batch, i * length, length);
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
