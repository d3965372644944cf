package org.crossview.sirnet.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crossview.sirnet.network.Variables;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2015) over TensorFlow's kernel. The rate and the powers of the betas are fed,
 * so that a schedule can change the rate and a resumed run needs only its step and the moments.
 */
final class Adam {
  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-7f;

  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> beta1Power;
  private final Placeholder<TFloat32> beta2Power;
  private final Op update;
  private final Op reset;

  /** Adds gradients, moments and the update of all trainable variables to the graph. */
  Adam(Graph graph, Ops tf, Variables variables, Operand<TFloat32> loss) {
    rate = scalar(tf, "adam.rate");
    beta1Power = scalar(tf, "adam.beta1_power");
    beta2Power = scalar(tf, "adam.beta2_power");
    List<Variables.Entry> trained =
        variables.all().stream().filter(Variables.Entry::trainable).toList();
    Output<?>[] gradients =
        graph.addGradients(
            loss.asOutput(),
            trained.stream().map(entry -> entry.operand().asOutput()).toArray(Output<?>[]::new));
    List<Operation> gated =
        Arrays.stream(gradients).map(Output::op).<Operation>map(op -> op).toList();
    // No update before all gradients are there: a kernel changes its variable in place, while the
    // gradients of other layers still read it.
    Ops after = tf.withControlDependencyOps(gated);
    List<Op> updates = new ArrayList<>();
    List<Op> resets = new ArrayList<>();
    for (int i = 0; i < gradients.length; i++) {
      Variables.Entry entry = trained.get(i);
      Operand<TFloat32> first = variables.state(entry.name() + ".adam_m", entry.shape());
      Operand<TFloat32> second = variables.state(entry.name() + ".adam_v", entry.shape());
      resets.add(tf.assign(first, tf.zerosLike(first)));
      resets.add(tf.assign(second, tf.zerosLike(second)));
      updates.add(
          after.train.applyAdam(
              entry.operand(),
              first,
              second,
              beta1Power,
              beta2Power,
              rate,
              tf.constant(BETA_1),
              tf.constant(BETA_2),
              tf.constant(EPSILON),
              gradients[i].expect(TFloat32.class)));
    }
    update = tf.withControlDependencies(updates).withName("adam.update").noOp();
    reset = tf.withControlDependencies(resets).withName("adam.reset").noOp();
  }

  private static Placeholder<TFloat32> scalar(Ops tf, String name) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /**
   * Forgets the moments. A run that counts its steps from 1 needs it: the powers of the betas make
   * up for moments that began at 0, and would hold back those of another run.
   */
  void reset(Session session) {
    session.runner().addTarget(reset).run().close();
  }

  /**
   * Runs one update together with what the runner already feeds and fetches.
   *
   * @param step number of the update, from 1
   * @return what the runner fetched first
   */
  float run(Session.Runner runner, long step, double learningRate) {
    try (TFloat32 rateValue = TFloat32.scalarOf((float) learningRate);
        TFloat32 power1 = TFloat32.scalarOf((float) Math.pow(BETA_1, (double) step));
        TFloat32 power2 = TFloat32.scalarOf((float) Math.pow(BETA_2, (double) step));
        var result =
            runner
                .feed(rate, rateValue)
                .feed(beta1Power, power1)
                .feed(beta2Power, power2)
                .addTarget(update)
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }
}
