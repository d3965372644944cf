package org.crossview.cli.data;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.crossview.datasets.split.Omission;

/**
 * Images that cannot be used, each once however often it was found, the one that was found last at
 * the end. Safe for several threads.
 */
public final class Omissions {
  /** So many are named; a data set of which a folder is missing has thousands. */
  private static final int NAMED = 20;

  private final LinkedHashMap<Image, Omission> all = new LinkedHashMap<>();

  private record Image(Path file, Omission.Kind kind) {}

  /** Notes one. */
  public synchronized void add(Omission omission) {
    all.putLast(new Image(omission.file(), omission.kind()), omission);
  }

  /** Notes several. */
  public synchronized void addAll(Collection<Omission> omissions) {
    omissions.forEach(this::add);
  }

  /**
   * Notes images that turned out to be broken.
   *
   * @param broken reasons by number
   * @param names names an image by its number
   */
  public void addBroken(Map<Integer, String> broken, IntFunction<String> names) {
    broken.forEach(
        (i, why) -> add(new Omission(Path.of(names.apply(i)), Omission.Kind.BROKEN, why)));
  }

  /** All of them. */
  public synchronized List<Omission> all() {
    return List.copyOf(all.values());
  }

  /** How many there are of a kind. */
  public synchronized long count(Omission.Kind kind) {
    return all.keySet().stream().filter(image -> image.kind() == kind).count();
  }

  /** True if every image can be used. */
  public synchronized boolean isEmpty() {
    return all.isEmpty();
  }

  /** One line: how many images are left out, and why. */
  public String summary() {
    long missing = count(Omission.Kind.MISSING);
    long broken = count(Omission.Kind.BROKEN);
    return "%d %s left out: %d missing, %d broken"
        .formatted(missing + broken, missing + broken == 1 ? "image" : "images", missing, broken);
  }

  /** Names them, a line each, but not thousands. */
  public void print(PrintWriter out) {
    List<Omission> named = all();
    named.stream().limit(NAMED).map(Omission::line).forEach(out::println);
    if (named.size() > NAMED) {
      out.printf(
          "and %d more; './crossview data %s --json FILE' lists all%n",
          named.size() - NAMED, NamedData.LABEL);
    }
    out.flush();
  }
}
