package org.crossview.cli.data;

import java.io.IOException;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.DataSet;
import org.crossview.datasets.split.Split;

/** A data set that an option names: what is wrong with it, the user can mend. */
public final class NamedData {
  /** What an option that takes a data set calls it. */
  public static final String LABEL = "NAME:ROOT";

  private final DataSet dataSet;

  private NamedData(DataSet dataSet) {
    this.dataSet = dataSet;
  }

  /**
   * Reads the value of an option.
   *
   * @param option such as {@code --data}
   * @throws UserErrorException if it names no data set
   */
  public static NamedData of(String option, String value) {
    try {
      return new NamedData(DataSet.parse(value));
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(option + ": " + e.getMessage(), e);
    }
  }

  /** The data set. */
  public DataSet dataSet() {
    return dataSet;
  }

  /**
   * The part to train on, with panoramas.
   *
   * @throws UserErrorException if it cannot be used
   */
  public Split training() {
    return read(() -> dataSet.training().withPanoramas());
  }

  /**
   * The part to validate on while training, with panoramas.
   *
   * @throws UserErrorException if it cannot be used
   */
  public Split validation() {
    return read(() -> dataSet.validation().withPanoramas());
  }

  /**
   * The part to evaluate on, with panoramas.
   *
   * @throws UserErrorException if it cannot be used
   */
  public Split queries() {
    return read(() -> dataSet.evaluated().withPanoramas());
  }

  /**
   * The part to take tiles of.
   *
   * @throws UserErrorException if it cannot be used
   */
  public Split tiles() {
    return read(dataSet::evaluated);
  }

  private interface Reading {
    Split split() throws IOException;
  }

  private static Split read(Reading reading) {
    try {
      return reading.split();
    } catch (IOException | IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }
}
