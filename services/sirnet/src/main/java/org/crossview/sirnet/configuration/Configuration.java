package org.crossview.sirnet.configuration;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.training.TrainingSettings;

/**
 * All settings of a network, its training and its evaluation, read from a commented file. Keys are
 * the names of the components of {@link SirNetSettings}, {@link TrainingSettings} and {@link
 * EvaluationSettings} after {@code network.}, {@code training.} and {@code evaluation.}; they are
 * described in docs/configurations.md.
 */
public final class Configuration {
  /** The configurations that ship as resources: the paper's, and that of the shipped model. */
  public static final List<String> NAMES = List.of("full", "small");

  private static final String NETWORK = "network";
  private static final String TRAINING = "training";
  private static final String EVALUATION = "evaluation";

  private static final String WITHOUT_DIRECTIONS =
      "network.polar is false, network.head is safa or the views' maps differ in shape: there the"
          + " columns of the two views are not alike";

  private static final SequencedMap<String, ValueType> KEYS = keys();

  private final SequencedMap<String, Value> values;
  private final SirNetSettings network;
  private final TrainingSettings training;
  private final EvaluationSettings evaluation;

  private Configuration(SequencedMap<String, Value> values) {
    this.values = values;
    Map<String, Object> parsed = parsed(values);
    this.network = record(NETWORK, SirNetSettings.class, parsed);
    this.training = record(TRAINING, TrainingSettings.class, parsed);
    this.evaluation = record(EVALUATION, EvaluationSettings.class, parsed);
    checkViews();
  }

  /** What no record sees by itself: all of it in one message, since one cause breaks several. */
  private void checkViews() {
    List<String> faults = new ArrayList<>();
    if (training.loss().columnWeight() != 0 && !network.hasDirections()) {
      faults.add(fault("training.loss.columnWeight", "0", WITHOUT_DIRECTIONS));
    }
    if (training.augmentation().roll() && !network.polar()) {
      faults.add(
          fault(
              "training.augmentation.roll",
              "false",
              "network.polar is false: a turned tile is a rolled image only under the polar"
                  + " transform"));
    }
    if (training.augmentation().view().turned() && !network.hasDirections()) {
      faults.add(
          fault(
              "training.augmentation.view.turned",
              "false",
              WITHOUT_DIRECTIONS + "; 'train --fov' turns"));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private String fault(String key, String allowed, String where) {
    Value value = values.get(key);
    return "%1$s: %2$s is %3$s and must be %4$s where %5$s (set %2$s=%4$s)"
        .formatted(value.origin(), key, value.text(), allowed, where);
  }

  /**
   * Reads a configuration.
   *
   * @param nameOrFile one of {@link #NAMES}, or the path of a file; a file that sets only some keys
   *     names another one to build upon in its key {@code base}
   * @throws IllegalArgumentException if there is no such file, a key is unknown or missing, or a
   *     value is not allowed; the message names file, key, value and what is allowed
   */
  public static Configuration load(String nameOrFile) {
    SequencedMap<String, Value> values = ConfigurationFiles.read(nameOrFile);
    for (String key : KEYS.keySet()) {
      if (!values.containsKey(key)) {
        throw new IllegalArgumentException(
            "%s does not set %s: set it, or begin the file with 'base = small'"
                .formatted(nameOrFile, key));
      }
    }
    return new Configuration(values);
  }

  /**
   * This configuration with some settings changed.
   *
   * @param changes new values by key
   * @param origin what asks for them, for error messages
   * @throws IllegalArgumentException if a key is unknown or a value is not allowed
   */
  public Configuration with(Map<String, String> changes, String origin) {
    SequencedMap<String, Value> changed = new LinkedHashMap<>(values);
    changes.forEach((key, text) -> changed.put(key, new Value(text.strip(), origin)));
    return new Configuration(changed);
  }

  /** This configuration for a run of so many steps: warm-ups take at most a quarter of it. */
  public Configuration ofSteps(int steps) {
    int warmup = Math.min(training.learningRate().warmupSteps(), steps / 4);
    int betaWarmup = Math.min(training.loss().betaWarmup(), steps / 4);
    return with(
        Map.of(
            "training.steps", Integer.toString(steps),
            "training.learningRate.warmupSteps", Integer.toString(warmup),
            "training.loss.betaWarmup", Integer.toString(betaWarmup)),
        "the length of the run");
  }

  /** The shape of the network. */
  public SirNetSettings network() {
    return network;
  }

  /** How it is trained. */
  public TrainingSettings training() {
    return training;
  }

  /** How it answers. */
  public EvaluationSettings evaluation() {
    return evaluation;
  }

  /**
   * Every key with its value, one a line: a file that {@link #load} reads as this configuration.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String key : KEYS.keySet()) {
      text.append(key).append(" = ").append(values.get(key).text()).append('\n');
    }
    return text.toString();
  }

  private static SequencedMap<String, ValueType> keys() {
    SequencedMap<String, ValueType> keys = new LinkedHashMap<>();
    keys.putAll(RecordKeys.of(NETWORK, SirNetSettings.class));
    keys.putAll(RecordKeys.of(TRAINING, TrainingSettings.class));
    keys.putAll(RecordKeys.of(EVALUATION, EvaluationSettings.class));
    return keys;
  }

  private static Map<String, Object> parsed(Map<String, Value> values) {
    Map<String, Object> parsed = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          ValueType type = KEYS.get(key);
          if (type == null) {
            throw new IllegalArgumentException(
                "%s sets '%s', which is no setting. Closest: %s"
                    .formatted(value.origin(), key, Nearest.to(key, KEYS.keySet())));
          }
          if (!isAuto(key, value)) {
            parsed.put(key, parsed(key, value, type));
          }
        });
    values.forEach(
        (key, value) -> {
          if (isAuto(key, value)) {
            parsed.put(key, AutoValues.of(key, parsed));
          }
        });
    return parsed;
  }

  private static boolean isAuto(String key, Value value) {
    return value.text().equals(AutoValues.AUTO) && AutoValues.has(key);
  }

  private static Object parsed(String key, Value value, ValueType type) {
    try {
      return type.parse().apply(value.text());
    } catch (IllegalArgumentException e) {
      String allowed = type.allowed() + (AutoValues.has(key) ? ", or auto" : "");
      throw new IllegalArgumentException(
          "%s: %s is '%s' and must be %s".formatted(value.origin(), key, value.text(), allowed), e);
    }
  }

  private <R extends Record> R record(String prefix, Class<R> type, Map<String, Object> parsed) {
    try {
      return RecordKeys.record(prefix, type, parsed);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(culprit(prefix, type) + ": " + e.getMessage(), e);
    }
  }

  /**
   * What a record refuses. It judges its values together, so each change is tried alone upon a
   * configuration that is whole; where each alone would do, all are named.
   */
  private String culprit(String prefix, Class<? extends Record> type) {
    SequencedMap<String, Value> changes = new LinkedHashMap<>(values);
    changes
        .entrySet()
        .removeIf(
            entry ->
                !entry.getKey().startsWith(prefix + ".")
                    || NAMES.contains(entry.getValue().origin()));
    for (Map.Entry<String, Value> change : changes.entrySet()) {
      SequencedMap<String, Value> tried = ConfigurationFiles.read(NAMES.getLast());
      tried.put(change.getKey(), change.getValue());
      try {
        RecordKeys.record(prefix, type, parsed(tried));
      } catch (IllegalArgumentException e) {
        return change.getValue().origin() + ": " + assignment(change);
      }
    }
    return changes.values().stream().map(Value::origin).distinct().collect(joining(" + "))
        + ": "
        + changes.entrySet().stream().map(Configuration::assignment).collect(joining(", "));
  }

  private static String assignment(Map.Entry<String, Value> change) {
    return change.getKey() + " = " + change.getValue().text();
  }
}
