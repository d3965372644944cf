package org.crossview.sirnet.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the values of a key are written.
 *
 * @param allowed completes "must be ..."
 * @param parse throws IllegalArgumentException where the text is nothing of the kind
 */
record ValueType(String allowed, Function<String, Object> parse) {
  private static final Pattern WORD_BREAK = Pattern.compile("_(?=[A-Z])");

  /** The way in which values of a component's type are written. */
  static ValueType of(Class<?> type) {
    if (type == int.class) {
      return new ValueType("a whole number", Integer::valueOf);
    }
    if (type == long.class) {
      return new ValueType("a whole number", Long::valueOf);
    }
    if (type == double.class) {
      return new ValueType("a number", Double::valueOf);
    }
    if (type == boolean.class) {
      return new ValueType("true or false", ValueType::flag);
    }
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      String names =
          Arrays.stream(constants).map(ValueType::name).collect(Collectors.joining(", "));
      return new ValueType("one of " + names, text -> constant(constants, text));
    }
    throw new IllegalStateException("Settings of %s cannot be read from text".formatted(type));
  }

  private static Object flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Object constant(Object[] constants, String text) {
    return Arrays.stream(constants)
        .filter(constant -> name(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static String name(Object constant) {
    // Between words, and not before the number in conv4_1.
    return WORD_BREAK.matcher(((Enum<?>) constant).name()).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
