package org.crossview.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.crossview.cli.Workers;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.terminal.UserErrorException;

/** Makes the pairs or images that a cache does not hold yet, on several threads. */
public final class CacheFilling {
  private CacheFilling() {}

  /**
   * Makes what is missing.
   *
   * @param wanted indices in the cache
   * @param task shown beside the progress
   * @param unit what the cache holds, in the plural
   * @param maker writes what belongs to an index into the cache, or leaves it out; called by
   *     several threads
   * @throws UserErrorException if the disk has no room for it
   */
  public static void fill(
      PairCache cache, int[] wanted, int threads, String task, String unit, IntConsumer maker)
      throws InterruptedException {
    int[] missing = IntStream.of(wanted).filter(index -> !cache.has(index)).toArray();
    if (missing.length == 0) {
      return;
    }
    checkRoom(cache, missing.length, unit);
    int done = wanted.length - missing.length;
    try (Progress progress = Progress.startFrom(task, unit, wanted.length, done)) {
      Workers.share(
          threads,
          missing.length,
          1,
          (index, end) -> {
            maker.accept(missing[index]);
            progress.step();
          });
    }
  }

  /** Before the work: a mapped file that finds the disk full ends the JVM without a word. */
  private static void checkRoom(PairCache cache, int count, String unit) {
    Path folder = cache.file().toAbsolutePath().getParent();
    long needed = cache.pairBytes() * count;
    long free;
    try {
      free = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UserErrorException("%s cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
    if (needed > free) {
      throw new UserErrorException(
          String.format(
              Locale.ROOT,
              "%d %s need %.1f GB in %s, where %.1f GB are free; name another folder with"
                  + " --cache",
              count,
              unit,
              needed / 1e9,
              folder,
              free / 1e9));
    }
  }
}
