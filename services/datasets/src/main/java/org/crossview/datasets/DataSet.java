package org.crossview.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.crossview.datasets.split.FaultyDataSetException;
import org.crossview.datasets.split.Split;

/**
 * A data set as the command line names it: {@code NAME:ROOT}, or {@code NAME-PART:ROOT} for one of
 * its parts, such as {@code cvusa:/data/CVUSA} and {@code cvact-test:/data/CVACT}.
 */
public final class DataSet {
  private final String text;
  private final DataSetKind kind;
  private final Optional<DataSetKind.Part> part;
  private final Path root;

  private DataSet(String text, DataSetKind kind, Optional<DataSetKind.Part> part, Path root) {
    this.text = text;
    this.kind = kind;
    this.part = part;
    this.root = root;
  }

  /**
   * Reads the name; looks at no file.
   *
   * @throws IllegalArgumentException if there is no such set or part, or no root; the message names
   *     what there is
   */
  public static DataSet parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    for (DataSetKind kind : DataSetKind.values()) {
      Optional<DataSetKind.Part> part =
          kind.parts().stream()
              .filter(p -> kind.isDivided() && name.equals(kind.code(p)))
              .findFirst();
      boolean whole = name.equals(kind.code());
      // VIGOR means its first protocol where none is named.
      boolean plainVigor = kind == DataSetKind.VIGOR_SAME && name.equals("vigor");
      if (part.isPresent() || whole || plainVigor) {
        return new DataSet(text, kind, part, root(text, colon));
      }
    }
    throw new IllegalArgumentException(
        "'%s' names no data set; there are %s, each followed by a colon and its folder"
            .formatted(text, DataSetKind.names()));
  }

  private static Path root(String text, int colon) {
    String path = colon < 0 ? "" : text.substring(colon + 1);
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' names no folder; write the data set, a colon and its folder, such as cvusa:/data/CVUSA"
              .formatted(text));
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'%s' is no path: %s".formatted(path, e.getReason()), e);
    }
  }

  /** Which data set. */
  public DataSetKind kind() {
    return kind;
  }

  /**
   * The part to train on.
   *
   * @throws IllegalArgumentException if another part was named
   * @throws IOException if it cannot be used; the message names the path and the remedy
   */
  public Split training() throws IOException {
    if (part.isPresent() && !part.get().equals(kind.training())) {
      throw new IllegalArgumentException(
          "'%s' is not there to be trained on; say %s:%s".formatted(text, kind.code(), root));
    }
    return read(kind.training());
  }

  /**
   * The part that was named, or the one that results are published on.
   *
   * @throws IOException if it cannot be used; the message names the path and the remedy
   */
  public Split evaluated() throws IOException {
    return read(part.orElseGet(kind::evaluated));
  }

  /**
   * The part to validate on while training.
   *
   * @throws IOException if it cannot be used; the message names the path and the remedy
   */
  public Split validation() throws IOException {
    return read(kind.evaluated());
  }

  /** A part that may be read. */
  public interface Unread {
    /** The name on the command line. */
    String name();

    /**
     * Reads it.
     *
     * @throws IOException if it cannot be used; the message names the path and the remedy
     */
    Split read() throws IOException;
  }

  /** The part that was named, or all of them. */
  public List<Unread> parts() {
    return part.map(List::of).orElseGet(kind::parts).stream().map(this::unread).toList();
  }

  private Unread unread(DataSetKind.Part one) {
    return new Unread() {
      @Override
      public String name() {
        return kind.code(one);
      }

      @Override
      public Split read() throws IOException {
        return DataSet.this.read(one);
      }
    };
  }

  private Split read(DataSetKind.Part one) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new FaultyDataSetException(
          root,
          "there is no such folder; %s:ROOT needs the root of the data set".formatted(kind.code()));
    }
    try {
      return kind.read(one, root);
    } catch (UncheckedIOException e) {
      throw new FaultyDataSetException(root, e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
