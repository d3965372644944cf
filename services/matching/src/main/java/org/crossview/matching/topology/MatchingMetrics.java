package org.crossview.matching.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.matching.outcome.Outcome;
import org.crossview.stage.metrics.StageMetrics;

/**
 * What matching counts. Prometheus names, beside those of every stage: {@code
 * crossview_dead_letters_total} by reason, {@code crossview_duplicate_outcomes_total} by kind.
 */
public final class MatchingMetrics {
  /** A reason that a message brings may be any text; as a label it must be one of a few. */
  private static final Set<String> KNOWN_REASONS =
      Arrays.stream(RejectionReason.values())
          .map(RejectionReason::code)
          .collect(Collectors.toUnmodifiableSet());

  private final MeterRegistry registry;
  private final StageMetrics stage;

  public MatchingMetrics(MeterRegistry registry, StageMetrics stage) {
    this.registry = registry;
    this.stage = stage;
  }

  void decided(String topic, Outcome outcome, boolean isFirst, Duration duration) {
    stage.received(topic, 1);
    stage.record(topic, duration);
    if (!isFirst) {
      Counter.builder("crossview.duplicate.outcomes")
          .description("Outcomes dropped because their panorama had one already")
          .tag("kind", label(outcome.kind()))
          .register(registry)
          .increment();
      return;
    }
    stage.sent(outcome.record().topic(), 1);
    if (outcome.kind() == Outcome.Kind.DEAD_LETTER) {
      Counter.builder("crossview.dead.letters")
          .description("Panoramas that ended without a geotag, by reason")
          .tag("reason", KNOWN_REASONS.contains(outcome.reason()) ? outcome.reason() : "other")
          .register(registry)
          .increment();
    }
  }

  private static String label(Outcome.Kind kind) {
    return switch (kind) {
      case GEOTAG -> "geotag";
      case DEAD_LETTER -> "dead-letter";
    };
  }
}
