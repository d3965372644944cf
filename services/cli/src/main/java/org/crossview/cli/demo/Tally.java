package org.crossview.cli.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what was sent and what came out. Safe for several threads. */
final class Tally {
  private static final long LARGEST_LATENCY_US = 600_000_000L;

  private final Scoring scoring;
  private final Map<String, Sent> sent = new HashMap<>();
  private final Map<Integer, Integer> steps = new TreeMap<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final List<Double> errors = new ArrayList<>();
  private final Histogram latencies = new Histogram(LARGEST_LATENCY_US, 3);
  private int geotagged;
  private int deadLettered;
  private int located;
  private int duplicates;
  private int unknown;
  private long firstSentNanos;
  private long lastOutcomeNanos;
  private String modelVersion = "";

  private static final class Sent {
    final Truth truth;
    final long nanos;
    boolean answered;

    Sent(Truth truth, long nanos) {
      this.truth = truth;
      this.nanos = nanos;
    }
  }

  Tally(Scoring scoring) {
    this.scoring = scoring;
  }

  /** A panorama goes out now; to be called before it is sent, or its answer may be unknown. */
  synchronized void sending(Shot shot) {
    long now = System.nanoTime();
    if (sent.isEmpty()) {
      firstSentNanos = now;
    }
    sent.put(shot.id(), new Sent(shot.truth(), now));
  }

  /** An outcome came in. */
  synchronized void outcome(Outcome outcome) {
    Sent origin = sent.get(outcome.panorama());
    if (origin == null) {
      unknown++;
      return;
    }
    if (origin.answered) {
      duplicates++;
      return;
    }
    origin.answered = true;
    lastOutcomeNanos = Math.max(lastOutcomeNanos, outcome.arrivedNanos());
    long micros = Math.max(0, (outcome.arrivedNanos() - origin.nanos) / 1_000);
    latencies.recordValue(Math.min(micros, LARGEST_LATENCY_US));
    if (outcome.geotag()) {
      geotag(origin.truth, outcome);
    } else {
      deadLettered++;
      reasons.merge(outcome.reason().orElse("unknown"), 1, Integer::sum);
    }
  }

  private void geotag(Truth truth, Outcome outcome) {
    geotagged++;
    outcome.step().ifPresent(step -> steps.merge(step, 1, Integer::sum));
    outcome.modelVersion().ifPresent(version -> modelVersion = version);
    Scoring.errorMetres(truth, outcome).ifPresent(errors::add);
    if (scoring.isLocated(truth, outcome)) {
      located++;
    }
  }

  /** True where every panorama that was sent has its outcome. */
  synchronized boolean isComplete() {
    return geotagged + deadLettered == sent.size();
  }

  /** Everything counted so far. */
  synchronized Summary summary(long tiles) {
    int answered = geotagged + deadLettered;
    double seconds = answered == 0 ? 0 : (lastOutcomeNanos - firstSentNanos) / 1e9;
    return new Summary(
        sent.size(),
        geotagged,
        deadLettered,
        sent.size() - answered,
        duplicates,
        located,
        sent.isEmpty() ? 0 : (double) located / sent.size(),
        median(),
        Map.copyOf(steps),
        Map.copyOf(reasons),
        new Summary.Latency(percentile(50), percentile(95), percentile(99)),
        seconds > 0 ? answered / seconds : 0,
        modelVersion,
        tiles,
        unknown);
  }

  private Double median() {
    if (errors.isEmpty()) {
      return null;
    }
    List<Double> sorted = errors.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private Double percentile(double percent) {
    return latencies.getTotalCount() == 0
        ? null
        : latencies.getValueAtPercentile(percent) / 1_000.0;
  }
}
