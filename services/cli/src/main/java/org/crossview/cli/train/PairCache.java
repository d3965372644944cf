package org.crossview.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.crossview.cli.data.SplitIdentity;

/**
 * Prepared pairs in one memory-mapped file: rendering them, or decoding and transforming them, is
 * slow, and every epoch reads all of them.
 *
 * <p>The file holds nothing but the pairs, one after the other, each as its ground and then its
 * aerial image (uint8 BGR); a byte per pair in a second file says which of them are there, so that
 * an interrupted preparation goes on where it stopped. What the pairs are is in the file's name:
 * see {@link PairPlan.Settings#fingerprint()} and {@link SplitIdentity#digitsWithTimes()}.
 */
public final class PairCache implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final Path file;
  private final MemorySegment pairs;
  private final MemorySegment present;
  private final int size;
  private final int groundBytes;
  private final int aerialBytes;

  private PairCache(Path file, int size, int groundBytes, int aerialBytes) throws IOException {
    this.file = file;
    this.size = size;
    this.groundBytes = groundBytes;
    this.aerialBytes = aerialBytes;
    Files.createDirectories(file.toAbsolutePath().getParent());
    this.pairs = map(file, (long) size * (groundBytes + aerialBytes));
    this.present = map(file.resolveSibling(file.getFileName() + ".present"), size);
  }

  /**
   * Opens the file, making it where it is missing.
   *
   * @param size pairs it holds when full
   * @param groundBytes bytes of a prepared panorama, height * width * 3
   * @param aerialBytes bytes of a prepared tile
   */
  public static PairCache open(Path file, int size, int groundBytes, int aerialBytes) {
    try {
      return new PairCache(file, size, groundBytes, aerialBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot keep %d pairs (%d MB) in %s"
              .formatted(size, ((long) size * (groundBytes + aerialBytes)) >> 20, file),
          e);
    }
  }

  private MemorySegment map(Path file, long bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      return channel.map(MapMode.READ_WRITE, 0, bytes, arena);
    }
  }

  /** Where the pairs are. */
  Path file() {
    return file;
  }

  /** Bytes of one pair. */
  long pairBytes() {
    return (long) groundBytes + aerialBytes;
  }

  /** Pairs it holds when full. */
  public int size() {
    return size;
  }

  /** True where the pair was written before. */
  public boolean has(int index) {
    return present.get(ValueLayout.JAVA_BYTE, index) == 1;
  }

  /** Keeps one pair. Different pairs may be written by different threads. */
  public void write(int index, byte[] ground, byte[] aerial) {
    MemorySegment.copy(ground, 0, pairs, ValueLayout.JAVA_BYTE, offset(index), groundBytes);
    MemorySegment.copy(
        aerial, 0, pairs, ValueLayout.JAVA_BYTE, offset(index) + groundBytes, aerialBytes);
    present.set(ValueLayout.JAVA_BYTE, index, (byte) 1);
  }

  /** Reads one pair into arrays of the sizes given to {@link #open}. */
  public void read(int index, byte[] ground, byte[] aerial) {
    if (!has(index)) {
      throw new IllegalStateException("pair " + index + " was not prepared");
    }
    MemorySegment.copy(pairs, ValueLayout.JAVA_BYTE, offset(index), ground, 0, groundBytes);
    MemorySegment.copy(
        pairs, ValueLayout.JAVA_BYTE, offset(index) + groundBytes, aerial, 0, aerialBytes);
  }

  private long offset(int index) {
    return (long) index * (groundBytes + aerialBytes);
  }

  @Override
  public void close() {
    arena.close();
  }
}
