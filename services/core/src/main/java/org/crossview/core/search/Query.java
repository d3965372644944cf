package org.crossview.core.search;

import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * One query of a batch.
 *
 * @param descriptor D values, finite; not copied and not changed
 * @param accepts which rows of the gallery are candidates
 */
public record Query(float[] descriptor, IntPredicate accepts) {
  public Query {
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(accepts, "accepts");
  }

  /** A query to which every row is a candidate. */
  public static Query ofAll(float[] descriptor) {
    return new Query(descriptor, row -> true);
  }
}
