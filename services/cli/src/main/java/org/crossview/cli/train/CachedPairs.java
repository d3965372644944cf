package org.crossview.cli.train;

import org.crossview.sirnet.training.PairSource;

/** Pairs that are all in a cache. */
interface CachedPairs extends PairSource, AutoCloseable {
  @Override
  void close();
}
