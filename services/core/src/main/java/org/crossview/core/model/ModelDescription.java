package org.crossview.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a model takes and gives, read from {@code model.properties} in its directory.
 *
 * @param version first 12 hexadecimal digits of the export's SHA-256, see {@link ModelVersion}
 * @param height rows of a prepared panorama, pixels
 * @param width columns of a prepared panorama, pixels
 * @param aerialHeight rows of a prepared tile, pixels
 * @param aerialWidth columns of a prepared tile, pixels
 * @param polar whether tiles go through the polar transform; if not, they are only resized
 * @param steps refinement steps T; a descriptor of each comes out
 * @param descriptorLength values D in the descriptor of one step
 * @param descriptorRows rows of the map that a descriptor is, 0 where it is none
 * @param descriptorColumns columns of that map: directions around the camera, in both views the
 *     same; 0 where it has none
 */
public record ModelDescription(
    String version,
    int height,
    int width,
    int aerialHeight,
    int aerialWidth,
    boolean polar,
    int steps,
    int descriptorLength,
    int descriptorRows,
    int descriptorColumns) {

  /** Name of the file in the model directory. */
  public static final String FILE_NAME = "model.properties";

  public ModelDescription {
    if (!version.matches("[0-9a-f]{12}")) {
      throw new IllegalArgumentException(
          "version must be 12 hexadecimal digits in lower case, got '%s'".formatted(version));
    }
    atLeastOne("height", height);
    atLeastOne("width", width);
    atLeastOne("aerialHeight", aerialHeight);
    atLeastOne("aerialWidth", aerialWidth);
    atLeastOne("steps", steps);
    atLeastOne("descriptorLength", descriptorLength);
    notNegative("descriptorRows", descriptorRows);
    notNegative("descriptorColumns", descriptorColumns);
  }

  /**
   * Reads the description and checks that it belongs to the files beside it.
   *
   * @param modelDirectory holds {@code model.properties}, {@code saved_model.pb}, {@code
   *     variables/}
   * @throws IOException if the directory or the description is missing, unreadable or incomplete,
   *     or if the files beside it have another version; the message names the path and the remedy
   */
  public static ModelDescription load(Path modelDirectory) throws IOException {
    Path file = modelDirectory.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "No model at %s: %s is missing. Name the directory of an exported model (the setting crossview.model.dir)"
              .formatted(modelDirectory.toAbsolutePath(), FILE_NAME));
    }
    ModelDescription description = read(file);
    String actual = ModelVersion.of(modelDirectory);
    if (!actual.equals(description.version)) {
      throw new IOException(
          "%s says version %s, but the model's files have version %s: they were changed or are incomplete. Export the model again"
              .formatted(file, description.version, actual));
    }
    return description;
  }

  /**
   * Writes {@code model.properties} beside a finished export.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path modelDirectory) throws IOException {
    // By hand, since Properties.store writes the date: a repeated export must give equal files.
    try (Writer out =
        Files.newBufferedWriter(modelDirectory.resolve(FILE_NAME), StandardCharsets.UTF_8)) {
      out.write(
          """
          version=%s
          height=%d
          width=%d
          aerialHeight=%d
          aerialWidth=%d
          polar=%b
          steps=%d
          descriptorLength=%d
          descriptorRows=%d
          descriptorColumns=%d
          """
              .formatted(
                  version,
                  height,
                  width,
                  aerialHeight,
                  aerialWidth,
                  polar,
                  steps,
                  descriptorLength,
                  descriptorRows,
                  descriptorColumns));
    }
  }

  private static ModelDescription read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
      return new ModelDescription(
          text(properties, "version"),
          number(properties, "height"),
          number(properties, "width"),
          number(properties, "aerialHeight"),
          number(properties, "aerialWidth"),
          flag(properties, "polar"),
          number(properties, "steps"),
          number(properties, "descriptorLength"),
          number(properties, "descriptorRows"),
          number(properties, "descriptorColumns"));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String text(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing. Export the model again");
    }
    return value.strip();
  }

  private static int number(Properties properties, String key) {
    String value = text(properties, key);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a whole number, got '%s'".formatted(key, value), e);
    }
  }

  private static boolean flag(Properties properties, String key) {
    String value = text(properties, key);
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s must be true or false, got '%s'".formatted(key, value));
    };
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(key, value));
    }
  }

  private static void notNegative(String key, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("%s must be at least 0, got %d".formatted(key, value));
    }
  }
}
