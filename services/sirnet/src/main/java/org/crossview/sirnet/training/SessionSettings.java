package org.crossview.sirnet.training;

import org.tensorflow.proto.ConfigProto;

/** How TensorFlow runs a training graph. */
final class SessionSettings {
  private SessionSettings() {}

  static ConfigProto of(TrainingSettings training) {
    // The two branches keep two threads busy by themselves; splitting each operation as well made a
    // step half as long again (ADR 39).
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(Math.max(1, training.threads() / 2))
        .setInterOpParallelismThreads(training.threads())
        .build();
  }
}
