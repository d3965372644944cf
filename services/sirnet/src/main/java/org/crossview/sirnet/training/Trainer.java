package org.crossview.sirnet.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.pretrained.ImageNetWeights;

/**
 * Trains a network. The run's directory holds {@code metrics.jsonl}, {@code checkpoint/} of the
 * last step and {@code best/} of the best validation; a run on a directory that already has a
 * checkpoint goes on from there, and ends as if it had never been away.
 */
public final class Trainer {
  private static final long DROPOUT = 3;

  /** Share of the newest step in the smoothed time of a step. */
  private static final double SMOOTHING = 0.05;

  private static final int METRICS_EVERY = 10;

  private final SirNetSettings network;
  private final TrainingSettings training;
  private final ImageNetWeights backbone;
  private final int patience;

  /** Trains all steps of the settings. */
  public Trainer(SirNetSettings network, TrainingSettings training) {
    this(network, training, null, 0);
  }

  /**
   * @param backbone what the backbones of a fresh run begin with; null for random weights
   * @param patience validations without a better one after which the training ends early; 0 for
   *     never. What is compared is the mean over the refinement steps of r@1, ties counting against
   *     the truth
   */
  public Trainer(
      SirNetSettings network, TrainingSettings training, ImageNetWeights backbone, int patience) {
    if (patience < 0) {
      throw new IllegalArgumentException("Patience must be at least 0, got " + patience);
    }
    this.network = network;
    this.training = training;
    this.backbone = backbone;
    this.patience = patience;
  }

  /**
   * Trains to the last step of the settings, until validation gets no better, or until the thread
   * is interrupted; then the state is saved all the same, and the next run on this directory goes
   * on.
   *
   * @param validation held-out pairs; null for none
   * @param directory made if missing
   * @param startFrom directory of another run or of an exported model, which a fresh run begins
   *     with; see {@link StartingPoint}. Null to begin with random weights
   * @return the recall of the last validation in this call; null without one
   */
  public Recall train(
      PairSource pairs,
      PairSource validation,
      Path directory,
      Path startFrom,
      TrainingListener listener)
      throws IOException {
    Files.createDirectories(directory);
    try (var graph = new TrainingGraph(network, training)) {
      graph.initialize(training.seed());
      var run = new Run(graph, validation, directory, listener);
      try (var reader = new BatchReader(network, training, pairs, run.done + 1)) {
        if (run.done == 0) {
          start(graph, pairs, startFrom);
        }
        while (!run.isOver()) {
          run.advance(reader);
        }
      } catch (InterruptedException e) {
        run.save();
        Thread.currentThread().interrupt();
      }
      return run.recall;
    }
  }

  private void start(TrainingGraph graph, PairSource pairs, Path startFrom)
      throws IOException, InterruptedException {
    if (startFrom != null) {
      StartingPoint.in(startFrom, network, training).apply(graph);
    } else if (training.precision() == Precision.FLOAT32) {
      begin(graph, pairs);
    } else {
      // Rounded, a channel whose mean is large has no deviation left to be scaled by.
      try (var exact = new TrainingGraph(network, training, Precision.FLOAT32)) {
        exact.initialize(training.seed());
        begin(exact, pairs);
        graph.copy(exact);
      }
    }
  }

  private void begin(TrainingGraph graph, PairSource pairs) throws InterruptedException {
    if (backbone != null) {
      graph.load(backbone);
    }
    if (training.startFromIdentity()) {
      graph.startFromIdentity();
    }
    if (training.startFromData()) {
      try (var first = new BatchReader(network, training, pairs, 1)) {
        graph.startFrom(first.next(), this::isKept);
      }
    }
  }

  /** Whether a layer's weights are not random: it has learned before, or is the identity. */
  private boolean isKept(String layer) {
    return (backbone != null && ImageNetWeights.isBackbone(layer))
        || (training.startFromIdentity() && IdentityStart.isSet(layer));
  }

  /** Forgets what was trained in a directory, so that the next run there begins anew. */
  public static void forget(Path directory) throws IOException {
    checkpointOf(directory).delete();
    bestOf(directory).delete();
  }

  /** The checkpoint of a run's last step, to go on from. */
  public static Checkpoint checkpointOf(Path run) {
    return new Checkpoint(run.resolve("checkpoint"));
  }

  /**
   * The checkpoint that a run is exported from: of its best validation, or of its last step where
   * there was none.
   */
  public static Checkpoint exportedOf(Path run) throws IOException {
    Checkpoint best = bestOf(run);
    return best.step() > 0 ? best : checkpointOf(run);
  }

  private static Checkpoint bestOf(Path run) {
    return new Checkpoint(run.resolve("best"));
  }

  private float step(TrainingGraph graph, Batch batch) {
    double rate = training.learningRate().at(batch.step(), training.steps());
    int seed = Seeds.random(training.seed(), DROPOUT, batch.step()).nextInt();
    return graph.train(batch, rate, training.loss().betaAt(batch.step()), seed);
  }

  private TrainingListener.Progress progress(long step, float loss, double seconds) {
    double left = (training.steps() - step) * seconds;
    return new TrainingListener.Progress(
        step,
        training.steps(),
        loss,
        training.learningRate().at(step, training.steps()),
        seconds,
        Duration.ofMillis(Math.round(left * 1000)));
  }

  private static boolean due(long step, int every) {
    return every > 0 && step % every == 0;
  }

  /** A run where it is now: at first where its checkpoint is. */
  private final class Run {
    private final TrainingGraph graph;
    private final PairSource validation;
    private final Path directory;
    private final TrainingListener listener;
    private final MetricsLog metrics;
    private final Checkpoint checkpoint;

    private long done;
    private BestSoFar best;
    private Recall recall;

    /** Smoothed, of a step; 0 before the first. */
    private double seconds;

    Run(TrainingGraph graph, PairSource validation, Path directory, TrainingListener listener)
        throws IOException {
      this.graph = graph;
      this.validation = validation;
      this.directory = directory;
      this.listener = listener;
      metrics = new MetricsLog(directory.resolve("metrics.jsonl"));
      checkpoint = checkpointOf(directory);
      done = checkpoint.restore(graph, network, training);
      best = checkpoint.best();
      metrics.keepUntil(done);
    }

    boolean isOver() {
      return done >= training.steps() || best.isStale(patience);
    }

    /** Makes one update, and then the validation and the checkpoint that are due. */
    void advance(BatchReader reader) throws IOException, InterruptedException {
      long start = System.nanoTime();
      float loss = step(graph, reader.next());
      if (!Float.isFinite(loss)) {
        throw new IllegalStateException(
            "The loss is %s at step %d: lower the learning rate".formatted(loss, done + 1));
      }
      double last = (System.nanoTime() - start) / 1e9;
      seconds = seconds == 0 ? last : seconds + SMOOTHING * (last - seconds);
      done++;
      var progress = progress(done, loss, seconds);
      listener.onStep(progress);
      boolean end = done == training.steps();
      if (end || done % METRICS_EVERY == 0) {
        metrics.step(progress);
      }
      if (validation != null && (end || due(done, training.validateEvery()))) {
        validate();
      }
      // After the validation, which is part of the state.
      if (isOver() || due(done, training.checkpointEvery())) {
        save();
      }
    }

    private void validate() throws IOException {
      recall = new Validation(network, training.augmentation().view(), validation).measure(graph);
      metrics.validation(done, recall);
      best = best.with(done, recall);
      if (best.step() == done) {
        bestOf(directory).save(graph, network, training, done, best);
      }
      listener.onValidation(done, recall);
    }

    void save() throws IOException {
      checkpoint.save(graph, network, training, done, best);
    }
  }
}
