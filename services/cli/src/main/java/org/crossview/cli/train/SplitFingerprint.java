package org.crossview.cli.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Split;

/**
 * Tells whether a part of a data set is what it was: the pairs, and name, size and time of each
 * file. Contents are not read.
 */
final class SplitFingerprint {
  private static final int DIGITS = 16;

  private final Split split;

  SplitFingerprint(Split split) {
    this.split = split;
  }

  /** Hexadecimal digits that differ where the part does. */
  String digits() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    List<Panorama> panoramas = split.panoramas();
    // In parallel, as a disk may take long to say what it has.
    panoramas.parallelStream()
        .map(
            p ->
                "%s %s %s %s%n"
                    .formatted(
                        state(p.file()),
                        p.projection(),
                        p.headingDegrees(),
                        state(split.tiles().get(p.right()[0]).file())))
        .toList()
        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(panoramas.size()).array());
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private String state(Path file) {
    Path relative = split.root().relativize(file);
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %d".formatted(relative, a.size(), a.lastModifiedTime().toMillis());
    } catch (IOException e) {
      return relative + " unreadable";
    }
  }
}
