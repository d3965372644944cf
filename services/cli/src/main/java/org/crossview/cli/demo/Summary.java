package org.crossview.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.crossview.cli.terminal.Json;

/**
 * The result of a run.
 *
 * @param sent panoramas sent
 * @param geotagged panoramas that ended as a geotag
 * @param deadLettered panoramas that ended as a dead letter
 * @param missing panoramas without an outcome
 * @param duplicates outcomes beyond the first of their panorama
 * @param located geotags at the right place
 * @param locatedRate located / sent, 0..1
 * @param medianErrorMeters over geotags with a known error; null where there is none
 * @param steps geotags by the step that Algorithm 1 chose
 * @param reasons dead letters by reason
 * @param latencyMs from sending to reading the outcome, milliseconds
 * @param throughputPerSecond outcomes per second from the first sending to the last outcome
 * @param modelVersion of the geotags
 * @param tiles in the gallery
 * @param unknown outcomes of panoramas that nobody sent
 */
record Summary(
    int sent,
    int geotagged,
    int deadLettered,
    int missing,
    int duplicates,
    int located,
    double locatedRate,
    Double medianErrorMeters,
    Map<Integer, Integer> steps,
    Map<String, Integer> reasons,
    Latency latencyMs,
    double throughputPerSecond,
    String modelVersion,
    long tiles,
    int unknown) {

  /** Percentiles in milliseconds; null where nothing was measured. */
  record Latency(Double p50, Double p95, Double p99) {}

  /** The steps that a model with three refinement blocks can choose are always listed. */
  private static final int LISTED_STEPS = 3;

  /** True where every panorama has exactly one outcome, and nothing else has one. */
  boolean isClean() {
    return missing == 0 && duplicates == 0 && unknown == 0;
  }

  /** The contents of the file that {@code --json} names. */
  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sent", sent);
    node.put("geotagged", geotagged);
    node.put("deadLettered", deadLettered);
    node.put("missing", missing);
    node.put("duplicates", duplicates);
    node.put("unknown", unknown);
    node.put("locatedRate", locatedRate);
    node.put("medianErrorMeters", medianErrorMeters);
    ObjectNode histogram = node.putObject("steps");
    stepHistogram().forEach((step, count) -> histogram.put(step.toString(), count));
    ObjectNode latency = node.putObject("latencyMs");
    latency.put("p50", latencyMs.p50());
    latency.put("p95", latencyMs.p95());
    latency.put("p99", latencyMs.p99());
    node.put("throughputPerSecond", throughputPerSecond);
    node.put("modelVersion", modelVersion);
    node.put("tiles", tiles);
    return Json.text(node);
  }

  /** One line while the run goes on. */
  String line() {
    return "sent %d | located %d (%s) | dead letters %d | median error %s | steps %s | p50 %s p99 %s ms"
        .formatted(
            sent,
            located,
            percent(),
            deadLettered,
            metres(),
            stepHistogram(),
            whole(latencyMs.p50()),
            whole(latencyMs.p99()));
  }

  /** What is printed at the end. */
  String text() {
    StringBuilder out = new StringBuilder();
    row(out, "panoramas sent", Integer.toString(sent));
    row(
        out,
        "geotags",
        "%d, dead letters %d, missing %d, duplicates %d"
            .formatted(geotagged, deadLettered, missing, duplicates));
    if (unknown > 0) {
      row(out, "of panoramas not sent", Integer.toString(unknown));
    }
    if (!reasons.isEmpty()) {
      row(out, "dead letters by reason", new TreeMap<>(reasons).toString());
    }
    row(out, "located", "%d of %d (%s)".formatted(located, sent, percent()));
    row(out, "median error", metres());
    row(out, "refinement steps", stepHistogram().toString());
    row(
        out,
        "latency",
        "p50 %s ms, p95 %s ms, p99 %s ms"
            .formatted(whole(latencyMs.p50()), whole(latencyMs.p95()), whole(latencyMs.p99())));
    row(out, "throughput", String.format(Locale.ROOT, "%.1f per second", throughputPerSecond));
    row(out, "gallery", tiles + " tiles, model " + (modelVersion.isEmpty() ? "?" : modelVersion));
    return out.toString();
  }

  private Map<Integer, Integer> stepHistogram() {
    Map<Integer, Integer> all = new TreeMap<>(steps);
    for (int step = 1; step <= LISTED_STEPS; step++) {
      all.putIfAbsent(step, 0);
    }
    return all;
  }

  private String percent() {
    return String.format(Locale.ROOT, "%.1f %%", 100 * locatedRate);
  }

  private String metres() {
    return medianErrorMeters == null
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f m", medianErrorMeters);
  }

  private static String whole(Double milliseconds) {
    return milliseconds == null ? "-" : Long.toString(Math.round(milliseconds));
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append(String.format(Locale.ROOT, "  %-24s %s%n", name, value));
  }
}
