package org.crossview.sirnet.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.crossview.core.file.WholeFile;
import org.crossview.sirnet.evaluation.Recall;

/** Appends what happens to a file, one JSON object a line. Rates are fractions 0..1. */
final class MetricsLog {
  private static final Pattern STEP = Pattern.compile("\\{\"step\":(\\d+),");

  private final Path file;

  MetricsLog(Path file) {
    this.file = file;
  }

  /**
   * Forgets what came after a step: a run that was killed wrote more than its checkpoint knows, and
   * goes through those steps again.
   *
   * @param step of the checkpoint that the run goes on from, 0 for the beginning
   */
  void keepUntil(long step) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    List<String> kept = lines.stream().filter(line -> isUntil(line, step)).toList();
    if (kept.size() < lines.size()) {
      WholeFile.write(file, fresh -> Files.write(fresh, kept));
    }
  }

  /** False for half a line too, which is what a kill may leave behind. */
  private static boolean isUntil(String line, long step) {
    Matcher start = STEP.matcher(line);
    return start.lookingAt() && line.endsWith("}") && Long.parseLong(start.group(1)) <= step;
  }

  void step(TrainingListener.Progress progress) {
    append(
        String.format(
            Locale.ROOT,
            "{\"step\":%d,\"loss\":%.6f,\"learningRate\":%.3e,\"secondsPerStep\":%.3f}",
            progress.step(),
            progress.loss(),
            progress.learningRate(),
            progress.secondsPerStep()));
  }

  void validation(long step, Recall recall) {
    append(
        String.format(
            Locale.ROOT,
            "{\"step\":%d,\"validation\":{\"queries\":%d,\"gallery\":%d,\"perStep\":%s,"
                + "\"adaptive\":%s,\"halted\":%s}}",
            step,
            recall.queries(),
            recall.gallery(),
            recall.perStep().stream()
                .map(MetricsLog::json)
                .collect(Collectors.joining(",", "[", "]")),
            json(recall.adaptive()),
            recall.halted()));
  }

  private static String json(Recall.AtK recall) {
    return String.format(
        Locale.ROOT,
        "{\"r1\":%.4f,\"r5\":%.4f,\"r10\":%.4f,\"r1percent\":%.4f,\"r1pessimistic\":%.4f}",
        recall.at1(),
        recall.at5(),
        recall.at10(),
        recall.atOnePercent(),
        recall.pessimisticAt1());
  }

  private void append(String line) {
    try {
      Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
