package org.crossview.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The first hexadecimal digits of SHA-256. */
public final class Digest {
  private static final int DIGITS = 12;

  private final MessageDigest digest;

  /** Of nothing yet. */
  public Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of lines of text. */
  public static String of(List<String> lines) {
    Digest digest = new Digest();
    lines.forEach(line -> digest.add((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return digest.digits();
  }

  /** Adds bytes. */
  public Digest add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** The digits; to be asked for once. */
  public String digits() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
