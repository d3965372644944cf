package org.crossview.stage.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.utils.Bytes;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaRef;

/**
 * What makes a panorama, or a record that cannot be read, the same one when it is delivered again:
 * the key of a state store.
 *
 * <p>A SHA-256 digest, so that a key has 32 bytes whatever a sender chose as its ids.
 */
public final class Identity {
  private final MessageDigest digest;

  private Identity(String kind) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256, this one has not", e);
    }
    add(kind);
  }

  /** Whether the ref says which panorama it is. Without an id two panoramas would pass for one. */
  public static boolean isKnown(PanoramaRef ref) {
    return !ref.getId().isEmpty();
  }

  /**
   * One try of one panorama: vehicle id, panorama id and attempt. The vehicle id is part of it
   * because it decides the partition: two vehicles that chose the same panorama id would otherwise
   * be one panorama or two, depending on where their keys fall.
   *
   * @param more further texts that tell apart what is kept about a panorama
   */
  public static Bytes of(PanoramaRef ref, String... more) {
    Identity identity =
        new Identity("panorama").add(ref.getVehicleId()).add(ref.getId()).add(ref.getAttempt());
    for (String text : more) {
      identity.add(text);
    }
    return identity.bytes();
  }

  /** A record that cannot be read: where it was read. */
  public static Bytes of(Origin origin) {
    return new Identity("origin")
        .add(origin.getTopic())
        .add(origin.getPartition())
        .add(origin.getOffset())
        .bytes();
  }

  /** Every text goes in with its length, so that no two lists of texts run together alike. */
  private Identity add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    add(utf8.length);
    digest.update(utf8);
    return this;
  }

  private Identity add(long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    return this;
  }

  private Bytes bytes() {
    return Bytes.wrap(digest.digest());
  }
}
