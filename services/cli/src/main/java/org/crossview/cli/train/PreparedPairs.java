package org.crossview.cli.train;

import org.crossview.sirnet.training.PairSource;

/** Pairs whose images lie in a cache, which is closed with them. */
public interface PreparedPairs extends PairSource, AutoCloseable {
  @Override
  void close();
}
