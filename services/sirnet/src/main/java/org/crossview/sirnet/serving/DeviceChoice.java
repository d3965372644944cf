package org.crossview.sirnet.serving;

/** Where the network runs. */
public enum DeviceChoice {
  /** On a GPU if there is one that TensorFlow can use, else on the CPU. */
  AUTO,
  CPU,
  /** On a GPU; without one the model does not open. */
  GPU
}
