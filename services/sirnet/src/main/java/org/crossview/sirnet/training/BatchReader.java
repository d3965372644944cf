package org.crossview.sirnet.training;

import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;

/** Reads and augments the batches of the coming steps while the network trains on this one. */
final class BatchReader implements AutoCloseable {
  private static final long COLOURS = 2;
  private static final long GEOMETRY = 11;

  private final SirNetSettings network;
  private final TrainingSettings training;
  private final PairSource pairs;
  private final BatchOrder order;
  private final ExecutorService readers;
  private final ArrayDeque<Future<Batch>> ahead = new ArrayDeque<>();
  private long next;

  /**
   * @param first step of the first batch
   */
  BatchReader(SirNetSettings network, TrainingSettings training, PairSource pairs, long first) {
    this.network = network;
    this.training = training;
    this.pairs = pairs;
    this.order =
        new BatchOrder(
            pairs.size(), training.batch(), training.group(), training.block(), training.seed());
    this.next = first;
    this.readers =
        Executors.newFixedThreadPool(
            training.readers(), Thread.ofPlatform().daemon().name("sirnet-reader-", 0).factory());
  }

  int batchesPerEpoch() {
    return order.batchesPerEpoch();
  }

  /** The batch of the next step. */
  Batch next() throws InterruptedException {
    // A batch that is ready is handed out without a look at the interruption: ask for it here.
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    while (ahead.size() <= training.readers() + 1) {
      long step = next++;
      ahead.add(readers.submit(() -> read(step)));
    }
    try {
      return ahead.remove().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String why = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
      throw new IllegalStateException("A training pair could not be read: " + why, cause);
    }
  }

  private Batch read(long step) {
    var augmenter = new Augmenter(training.augmentation(), network);
    Augmenter.Geometry geometry = augmenter.geometry(Seeds.random(training.seed(), GEOMETRY, step));
    int[] indices = order.indices(step);
    int groundBytes = network.imageBytes(View.GROUND);
    int aerialBytes = network.imageBytes(View.AERIAL);
    byte[] ground = new byte[groundBytes];
    byte[] aerial = new byte[aerialBytes];
    byte[] allGround = new byte[indices.length * groundBytes];
    byte[] allAerial = new byte[indices.length * aerialBytes];
    for (int i = 0; i < indices.length; i++) {
      pairs.read(indices[i], ground, aerial);
      augmenter.apply(
          ground,
          aerial,
          geometry,
          Seeds.random(training.seed(), COLOURS, step * training.batch() + i));
      System.arraycopy(ground, 0, allGround, i * groundBytes, groundBytes);
      System.arraycopy(aerial, 0, allAerial, i * aerialBytes, aerialBytes);
    }
    return new Batch(
        step,
        allGround,
        allAerial,
        negatives(indices),
        geometry.shift(),
        augmenter.shown(geometry));
  }

  private float[] negatives(int[] indices) {
    int n = indices.length;
    float[] negatives = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean same = i == j || pairs.isSamePlace(indices[i], indices[j]);
        negatives[i * n + j] = same ? 0 : 1;
      }
    }
    return negatives;
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
