package org.crossview.sirnet.configuration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The keys of a record of settings: its components by name, those of a record inside it with its
 * name before theirs. A component that is added to a record is a key from then on.
 */
final class RecordKeys {
  private RecordKeys() {}

  /**
   * All keys in the order of the components.
   *
   * @param prefix of the keys, such as {@code network}
   */
  static SequencedMap<String, ValueType> of(String prefix, Class<? extends Record> type) {
    SequencedMap<String, ValueType> keys = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + "." + component.getName();
      if (component.getType().isRecord()) {
        keys.putAll(of(key, component.getType().asSubclass(Record.class)));
      } else {
        keys.put(key, ValueType.of(component.getType()));
      }
    }
    return keys;
  }

  /**
   * Makes the record.
   *
   * @param values the value of every key, of the key's type
   * @throws IllegalArgumentException as the record itself refuses its values
   */
  static <R extends Record> R record(String prefix, Class<R> type, Map<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Class<?> kind = components[i].getType();
      String key = prefix + "." + components[i].getName();
      arguments[i] =
          kind.isRecord() ? record(key, kind.asSubclass(Record.class), values) : values.get(key);
    }
    Class<?>[] kinds =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(kinds).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("Cannot make " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type, e);
    }
  }
}
