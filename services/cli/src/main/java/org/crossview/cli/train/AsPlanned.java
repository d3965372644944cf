package org.crossview.cli.train;

import org.crossview.sirnet.training.PairSource;

/** The order in which pairs were planned. */
final class AsPlanned implements Ordering {
  @Override
  public PairSource ordered(PairSource pairs) {
    return pairs;
  }

  @Override
  public String words() {
    return "as planned";
  }
}
