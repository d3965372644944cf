package org.crossview.sirnet.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.crossview.sirnet.export.ExportedWeights;
import org.crossview.sirnet.network.DropoutSource;
import org.crossview.sirnet.network.MapShape;
import org.crossview.sirnet.network.Normalization;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNet;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.Variables;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.pretrained.ImageNetWeights;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.crossview.sirnet.runtime.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * The graph that trains: both branches with dropout, the loss and Adam; and both branches once more
 * without dropout over the same weights, for validation. Images are fed as bytes.
 */
final class TrainingGraph implements AutoCloseable {
  private final SirNetSettings network;
  private final int batch;
  private final Graph graph;
  private final Ops tf;
  private final Session session;
  private final Variables variables;
  private final Map<View, Placeholder<TUint8>> images = new EnumMap<>(View.class);
  private final Map<View, Operand<TFloat32>> descriptors = new EnumMap<>(View.class);
  private final Placeholder<TInt32> dropoutSeed;
  private final Placeholder<TFloat32> beta;
  private final Placeholder<TFloat32> negatives;
  private final ShownColumns shownColumns;
  private final Operand<TFloat32> loss;
  private final Adam adam;
  private final Op averages;

  TrainingGraph(SirNetSettings network, TrainingSettings training) {
    this(network, training, training.precision());
  }

  /** A graph whose convolutions have another precision than the settings say. */
  TrainingGraph(SirNetSettings network, TrainingSettings training, Precision precision) {
    this.network = network;
    this.batch = training.batch();
    TensorFlowRuntime.load();
    graph = new Graph();
    tf = Ops.create(graph);
    variables = new Variables(tf);
    var sirNet = new SirNet(tf, network, variables);
    dropoutSeed =
        tf.withName("dropout.seed").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    var dropout = new DropoutSource(dropoutSeed);
    Map<View, List<Operand<TFloat32>>> trained = new EnumMap<>(View.class);
    for (View view : View.values()) {
      Shape shape = Shape.of(-1, network.height(view), network.width(view), 3);
      Placeholder<TUint8> bytes =
          tf.withName(view.signature()).placeholder(TUint8.class, Placeholder.shape(shape));
      Operand<TFloat32> image = tf.dtypes.cast(bytes, TFloat32.class);
      images.put(view, bytes);
      Normalization inference =
          training.batchNormalization() ? Normalization.FOLDED : Normalization.NONE;
      Normalization inTraining =
          training.batchNormalization() && !training.frozenAverages()
              ? Normalization.BATCH
              : inference;
      trained.put(view, sirNet.branch(view, image, dropout, inTraining, precision));
      descriptors.put(
          view,
          sirNet.stacked(
              view.signature() + "_descriptor",
              sirNet.branch(view, image, null, inference, Precision.FLOAT32)));
    }
    beta = tf.withName("beta").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    negatives =
        tf.withName("negatives")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, batch)));
    shownColumns = new ShownColumns(tf, network.descriptorShape(View.AERIAL));
    loss = loss(training, trained.get(View.GROUND), trained.get(View.AERIAL));
    adam = new Adam(graph, tf, variables, loss);
    averages = tf.withControlDependencies(variables.updates()).withName("averages").noOp();
    session = new Session(graph, SessionSettings.of(training));
  }

  private Operand<TFloat32> loss(
      TrainingSettings training,
      List<Operand<TFloat32>> wholeGround,
      List<Operand<TFloat32>> wholeAerial) {
    boolean limited = training.augmentation().view().turned();
    List<Operand<TFloat32>> ground = limited ? shownColumns.ofGround(wholeGround) : wholeGround;
    List<Operand<TFloat32>> aerial = limited ? shownColumns.ofAerial(wholeAerial) : wholeAerial;
    Operand<TFloat32> places =
        switch (training.loss().kind()) {
          case SOFT_MARGIN -> SoftMarginTripletLoss.of(tf, ground, aerial, batch, negatives, beta);
          case INFO_NCE -> InfoNceLoss.of(tf, ground, aerial, batch, negatives, beta);
        };
    double columnWeight = training.loss().columnWeight();
    if (columnWeight == 0) {
      return places;
    }
    if (!network.hasDirections()) {
      throw new IllegalArgumentException(
          "The column weight is %s and must be 0 without the polar transform, with SAFA's head and where the views' maps differ in shape: only elsewhere their columns are alike"
              .formatted(columnWeight));
    }
    MapShape map = network.descriptorShape(View.AERIAL);
    Operand<TFloat32> shown = limited ? shownColumns.shown() : all(map);
    Operand<TFloat32> columns =
        ColumnContrastLoss.of(tf, ground, aerial, batch, map, negatives, shown);
    return tf.math.add(places, tf.math.mul(columns, tf.constant((float) columnWeight)));
  }

  /** A constant, which is folded into the masks that it is multiplied with. */
  private Operand<TFloat32> all(MapShape map) {
    float[] ones = new float[map.columns()];
    Arrays.fill(ones, 1);
    return tf.constant(ones);
  }

  long parameters() {
    return variables.parameters();
  }

  void initialize(long seed) {
    variables.initialize(session, seed);
  }

  /** Gives every variable the value that it has in another graph of the same network. */
  void copy(TrainingGraph other) {
    Map<String, float[]> values = other.variables.readAll(other.session, Variables.Entry::operand);
    variables.assignAll(session, entry -> values.get(entry.name()));
  }

  /** Gives both backbones what they learned elsewhere. */
  void load(ImageNetWeights weights) {
    weights.assignTo(variables, session);
  }

  /** Gives every variable what another run of the same network has made of it, but for Adam's. */
  void startFrom(Checkpoint run) throws IOException {
    restore(run.prefix());
    adam.reset(session);
  }

  /** Gives both branches the weights of an exported model; see {@link ModelStart}. */
  void startFrom(ExportedWeights model) {
    new ModelStart(variables, model).apply(session);
  }

  /** Lets the refinement blocks of freshly initialised weights begin nearly as the identity. */
  void startFromIdentity() {
    new IdentityStart(variables).apply(session);
  }

  /**
   * Fits the freshly initialised weights to a first batch; see {@link DataDependentStart}.
   *
   * @param kept layers that keep the weights they have
   */
  void startFrom(Batch pairs, Predicate<String> kept) {
    try (TUint8 ground = tensor(View.GROUND, pairs.ground(), batch);
        TUint8 aerial = tensor(View.AERIAL, pairs.aerial(), batch);
        TInt32 seedValue = TInt32.scalarOf(0)) {
      new DataDependentStart(
              tf,
              variables,
              session,
              kept,
              () ->
                  session
                      .runner()
                      .feed(images.get(View.GROUND), ground)
                      .feed(images.get(View.AERIAL), aerial)
                      .feed(dropoutSeed, seedValue))
          .run();
    }
  }

  /**
   * One update.
   *
   * @param sharpness beta of the loss
   * @param seed of the dropout
   * @return the loss before the update
   */
  float train(Batch pairs, double learningRate, double sharpness, int seed) {
    try (TUint8 ground = tensor(View.GROUND, pairs.ground(), batch);
        TUint8 aerial = tensor(View.AERIAL, pairs.aerial(), batch);
        TInt32 seedValue = TInt32.scalarOf(seed);
        TFloat32 betaValue = TFloat32.scalarOf((float) sharpness);
        TFloat32 negativesValue =
            TFloat32.tensorOf(Shape.of(batch, batch), DataBuffers.of(pairs.negatives()));
        ShownColumns.Values view = shownColumns.values(pairs)) {
      Session.Runner runner =
          session
              .runner()
              .feed(images.get(View.GROUND), ground)
              .feed(images.get(View.AERIAL), aerial)
              .feed(dropoutSeed, seedValue)
              .feed(beta, betaValue)
              .feed(negatives, negativesValue)
              .addTarget(averages)
              .fetch(loss);
      return adam.run(shownColumns.feed(runner, view), pairs.step(), learningRate);
    }
  }

  /**
   * Descriptors without dropout.
   *
   * @param bytes count * height * width * 3 bytes
   * @return count * T * D values
   */
  float[] describe(View view, byte[] bytes, int count) {
    try (TUint8 image = tensor(view, bytes, count);
        var result =
            session.runner().feed(images.get(view), image).fetch(descriptors.get(view)).run()) {
      return Tensors.floats(result.get(0));
    }
  }

  private TUint8 tensor(View view, byte[] bytes, int count) {
    TUint8 tensor = TUint8.tensorOf(Shape.of(count, network.height(view), network.width(view), 3));
    tensor.asRawTensor().data().write(bytes, 0, count * network.imageBytes(view));
    return tensor;
  }

  /** Writes all variables, the moments of Adam included, as a TensorFlow checkpoint. */
  void save(String prefix) {
    session.save(prefix);
  }

  void restore(String prefix) {
    session.restore(prefix);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
