package org.crossview.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDescriptionTest {
  @TempDir private Path directory;

  @BeforeEach
  void anExport() throws IOException {
    Files.createDirectory(directory.resolve("variables"));
    Files.writeString(directory.resolve("saved_model.pb"), "graph");
    Files.writeString(directory.resolve("variables/variables.index"), "");
  }

  @Test
  void whatWasDescribedIsLoaded() throws IOException {
    ModelDescription described = describe();

    assertThat(ModelDescription.load(directory)).isEqualTo(described);
    assertThat(described.height()).isEqualTo(64);
    assertThat(described.aerialWidth()).isEqualTo(256);
    assertThat(described.polar()).isTrue();
  }

  @Test
  void theVersionIsTheDigestOfPathsLengthsAndContents() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("saved_model.pb\0\0\0\0\0\0\0\0\5graph".getBytes(StandardCharsets.UTF_8));
    digest.update("variables/variables.index\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8));

    assertThat(ModelVersion.of(directory))
        .isEqualTo(HexFormat.of().formatHex(digest.digest()).substring(0, 12));
  }

  @Test
  void describingAndTheModelCardDoNotChangeTheVersion() throws IOException {
    String before = ModelVersion.of(directory);
    describe();
    Files.writeString(directory.resolve("MODEL_CARD.md"), "# Card");

    assertThat(ModelVersion.of(directory)).isEqualTo(before);
  }

  @Test
  void aChangedWeightChangesTheVersionAndIsNoticed() throws IOException {
    ModelDescription described = describe();
    Files.writeString(directory.resolve("variables/variables.index"), "x");

    assertThat(ModelVersion.of(directory)).isNotEqualTo(described.version());
    assertThatThrownBy(() -> ModelDescription.load(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(described.version())
        .hasMessageContaining("Export the model again");
  }

  @Test
  void aMovedByteChangesTheVersion() throws IOException {
    String before = ModelVersion.of(directory);
    Files.writeString(directory.resolve("saved_model.pb"), "grap");
    Files.writeString(directory.resolve("variables/variables.index"), "h");

    assertThat(ModelVersion.of(directory)).isNotEqualTo(before);
  }

  @Test
  void aMissingModelNamesTheDirectoryAndTheSetting() {
    assertThatThrownBy(() -> ModelDescription.load(directory.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none")
        .hasMessageContaining("crossview.model.dir");
  }

  @Test
  void aMissingAndAMalformedValueNameTheFileAndTheKey() throws IOException {
    Files.writeString(directory.resolve("model.properties"), "version=0123456789ab\n");
    assertThatThrownBy(() -> ModelDescription.load(directory))
        .hasMessageContaining("model.properties: height is missing");

    Files.writeString(directory.resolve("model.properties"), "version=0123456789ab\nheight=tall\n");
    assertThatThrownBy(() -> ModelDescription.load(directory))
        .hasMessageContaining("height must be a whole number, got 'tall'");

    Files.writeString(directory.resolve("model.properties"), "version=latest\nheight=1\n");
    assertThatThrownBy(() -> ModelDescription.load(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.properties");
  }

  @Test
  void aDescriptionWithoutTheMapOfItsDescriptorsIsRefused() throws IOException {
    describe();
    Path file = directory.resolve("model.properties");
    String whole = Files.readString(file);

    for (String key : List.of("descriptorRows", "descriptorColumns")) {
      Files.writeString(file, whole.replaceAll(key + "=.*\n", ""));
      assertThatThrownBy(() -> ModelDescription.load(directory))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": " + key + " is missing. Export the model again");
    }
  }

  @Test
  void anEmptyDirectoryHasNoVersion() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThatThrownBy(() -> ModelVersion.of(empty)).hasMessageContaining("saved_model.pb");
  }

  private ModelDescription describe() throws IOException {
    ModelDescription described =
        new ModelDescription(ModelVersion.of(directory), 64, 256, 64, 256, true, 3, 1024, 2, 32);
    described.write(directory);
    return described;
  }
}
