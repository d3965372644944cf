package org.crossview.cli.train;

import java.io.IOException;
import org.crossview.sirnet.training.PairSource;

/** In which order pairs are trained on, which decides what meets in a batch. */
interface Ordering {
  /** The same pairs in that order. */
  PairSource ordered(PairSource pairs) throws IOException, InterruptedException;

  /** In words, equal for equal orders. */
  String words();
}
