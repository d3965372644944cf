package org.crossview.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The version of an exported model: what it is made of, not when or by whom. Descriptors of equal
 * versions may be compared with each other, others never.
 */
public final class ModelVersion {
  private static final int DIGITS = 12;

  /** Files at the top of the directory that speak about the export and are not part of it. */
  private static final Set<String> EXCLUDED = Set.of(ModelDescription.FILE_NAME, "MODEL_CARD.md");

  private ModelVersion() {}

  /**
   * The first 12 hexadecimal digits, in lower case, of SHA-256 over all files of the directory in
   * the order of their paths: per file the relative path in UTF-8 with {@code /} between its parts,
   * a zero byte, the length as 8 bytes (big-endian), the content. {@code model.properties} and
   * {@code MODEL_CARD.md} at the top are left out.
   *
   * @throws IOException if a file cannot be read, or if there is none
   */
  public static String of(Path modelDirectory) throws IOException {
    MessageDigest digest = sha256();
    List<String> files = exportedFiles(modelDirectory);
    if (files.isEmpty()) {
      throw new IOException(
          "The model directory %s holds no exported model (saved_model.pb, variables/)"
              .formatted(modelDirectory));
    }
    for (String file : files) {
      Path path = modelDirectory.resolve(file);
      digest.update(file.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(path)).array());
      try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static List<String> exportedFiles(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString().replace('\\', '/'))
          .filter(file -> !EXCLUDED.contains(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
