package org.crossview.sirnet.configuration;

import java.util.Map;
import java.util.function.Function;
import org.crossview.sirnet.network.HeadKind;

/**
 * What the value {@code auto} stands for: settings that follow from others, so that one key turns
 * one thing on or off.
 */
final class AutoValues {
  static final String AUTO = "auto";

  private static final Map<String, Function<Map<String, Object>, Object>> RULES =
      Map.of(
          "network.aerialHeight", values -> aerialSide(values, "network.groundHeight"),
          "network.aerialWidth", values -> aerialSide(values, "network.groundWidth"),
          "network.circularAerial", values -> values.get("network.polar"),
          "network.backbone", values -> ((HeadKind) values.get("network.head")).backbone(),
          "network.multiscale", values -> values.get("network.head") == HeadKind.SIRNET,
          "training.block", values -> values.get("training.group"),
          "training.threads", values -> Runtime.getRuntime().availableProcessors());

  private AutoValues() {}

  /** Whether a key may be {@code auto}. */
  static boolean has(String key) {
    return RULES.containsKey(key);
  }

  /**
   * The value that a key has by itself.
   *
   * @param values of all keys that are not {@code auto}
   */
  static Object of(String key, Map<String, Object> values) {
    return RULES.get(key).apply(values);
  }

  /** A polar image has the panorama's size; a plain tile is a square of as many pixels. */
  private static Object aerialSide(Map<String, Object> values, String groundSide) {
    if ((boolean) values.get("network.polar")) {
      return values.get(groundSide);
    }
    int height = (int) values.get("network.groundHeight");
    int width = (int) values.get("network.groundWidth");
    return (int) Math.round(Math.sqrt((double) height * width));
  }
}
