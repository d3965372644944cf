package org.crossview.sirnet.serving;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the network runs. */
public enum DeviceChoice {
  /** On a GPU if there is one that TensorFlow can use, else on the CPU. */
  AUTO,
  CPU,
  /** On a GPU; without one the model does not open. */
  GPU;

  /**
   * Reads a setting.
   *
   * @param value auto, cpu or gpu
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  public static DeviceChoice parse(String value) {
    for (DeviceChoice choice : values()) {
      if (choice.code().equals(value.strip().toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    String allowed =
        Arrays.stream(values()).map(DeviceChoice::code).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "The device must be one of %s, got '%s'".formatted(allowed, value));
  }

  private String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
