package org.crossview.proto.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Records of earlier versions lie in topics, changelogs and dead letters, and stages of two
 * versions run side by side: what a field number means never changes.
 */
class MessageEvolutionTest {
  private static final Path SOURCES = Path.of("src", "main", "protobuf", "crossview", "v1");
  private static final Path COMMITTED = Path.of("src", "test", "resources", "fields.txt");

  @Test
  void noFieldIsTakenAwayOrChanged() throws Exception {
    Set<String> gone = committed();
    gone.removeAll(fields());
    assertThat(gone)
        .as(
            "These fields are no longer what they were, and records that hold them could not be"
                + " read. Leave them as they are and add a new field with a number of its own.")
        .isEmpty();
  }

  @Test
  void everyFieldIsInTheCommittedList() throws Exception {
    Set<String> added = fields();
    added.removeAll(committed());
    assertThat(added).as("These fields are new. Add their lines to proto/%s.", COMMITTED).isEmpty();
  }

  private static Set<String> committed() throws Exception {
    return new TreeSet<>(Files.readAllLines(COMMITTED));
  }

  /** One line for each field and enum value: message, number, label, type, name. */
  private static Set<String> fields() throws Exception {
    Set<String> lines = new TreeSet<>();
    for (FileDescriptor file : files()) {
      file.getMessageTypes().forEach(message -> add(message, lines));
      file.getEnumTypes().forEach(type -> add(type, lines));
    }
    return lines;
  }

  private static void add(Descriptor message, Set<String> lines) {
    for (FieldDescriptor field : message.getFields()) {
      lines.add(
          "%s %d %s %s %s"
              .formatted(
                  message.getFullName(),
                  field.getNumber(),
                  label(field),
                  type(field),
                  field.getName()));
    }
    message.getNestedTypes().forEach(nested -> add(nested, lines));
    message.getEnumTypes().forEach(type -> add(type, lines));
  }

  private static void add(EnumDescriptor type, Set<String> lines) {
    type.getValues()
        .forEach(
            value ->
                lines.add(
                    "%s %d value %s"
                        .formatted(type.getFullName(), value.getNumber(), value.getName())));
  }

  private static String label(FieldDescriptor field) {
    if (field.isRepeated()) {
      return "repeated";
    }
    if (field.getRealContainingOneof() != null) {
      return "oneof-" + field.getRealContainingOneof().getName();
    }
    return field.hasPresence() ? "optional" : "singular";
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  /** The descriptors of all .proto files, each from the class that protoc names after its file. */
  private static List<FileDescriptor> files() throws Exception {
    List<String> names;
    try (Stream<Path> sources = Files.list(SOURCES)) {
      names = sources.map(source -> source.getFileName().toString()).sorted().toList();
    }
    List<FileDescriptor> files = new ArrayList<>();
    for (String name : names) {
      String base = name.substring(0, name.indexOf('.'));
      String outer =
          Stream.of(base.split("_"))
              .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
              .collect(Collectors.joining());
      Class<?> generated = Class.forName("org.crossview.proto.v1." + outer);
      files.add((FileDescriptor) generated.getMethod("getDescriptor").invoke(null));
    }
    return files;
  }
}
