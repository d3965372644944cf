package org.crossview.sirnet.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;

/** Reads configuration files, and those that they build upon. */
final class ConfigurationFiles {
  /** The key that names what a file builds upon. */
  private static final String BASE = "base";

  private ConfigurationFiles() {}

  /**
   * The values of a file over those of its base.
   *
   * @param nameOrFile a shipped configuration's name or a file
   * @throws IllegalArgumentException if there is no such file or it is no file of properties
   */
  static SequencedMap<String, Value> read(String nameOrFile) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    for (Map<String, Value> file : chain(nameOrFile).reversed()) {
      values.putAll(file);
    }
    return values;
  }

  /** The file, its base, the base of that and so on. */
  private static List<Map<String, Value>> chain(String nameOrFile) {
    List<Map<String, Value>> chain = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String next = nameOrFile; next != null; ) {
      if (names.contains(next)) {
        throw new IllegalArgumentException(
            "%s builds upon itself: %s".formatted(next, String.join(" -> ", names)));
      }
      names.add(next);
      Map<String, Value> values = values(next);
      chain.add(values);
      Value base = values.remove(BASE);
      next = base == null ? null : resolved(base.text(), next);
    }
    return chain;
  }

  /** A base that is a file lies beside the file that names it. */
  private static String resolved(String base, String file) {
    if (Configuration.NAMES.contains(base) || Configuration.NAMES.contains(file)) {
      return base;
    }
    return Path.of(file).resolveSibling(base).toString();
  }

  private static Map<String, Value> values(String nameOrFile) {
    Properties properties = new Unrepeated(nameOrFile);
    try (Reader in = open(nameOrFile)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(nameOrFile), e);
    }
    Map<String, Value> values = new LinkedHashMap<>();
    for (String key : properties.stringPropertyNames()) {
      values.put(key, new Value(properties.getProperty(key).strip(), nameOrFile));
    }
    return values;
  }

  private static Reader open(String nameOrFile) throws IOException {
    if (Configuration.NAMES.contains(nameOrFile)) {
      InputStream in = Configuration.class.getResourceAsStream(nameOrFile + ".properties");
      return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no configuration '%s': name one of %s, or a file that exists"
              .formatted(nameOrFile, String.join(", ", Configuration.NAMES)));
    }
    return Files.newBufferedReader(file);
  }

  /** Properties that refuse a second value for a key, where the class itself takes the last. */
  private static final class Unrepeated extends Properties {
    private static final long serialVersionUID = 1;

    private final String file;

    Unrepeated(String file) {
      this.file = file;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        throw new IllegalArgumentException("%s sets %s twice".formatted(file, key));
      }
      return super.put(key, value);
    }
  }
}
