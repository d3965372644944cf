package org.crossview.stage.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.crossview.core.rejection.RejectionReason;

/**
 * What a stage counts and times. Labels are stage, topic and reason only: each is one of a few
 * values, so the number of series stays small.
 *
 * <p>Prometheus names: {@code crossview_records_received_total}, {@code
 * crossview_records_sent_total}, {@code crossview_records_rejected_total}, {@code
 * crossview_batch_size_records}, {@code crossview_batch_duration_seconds}, {@code
 * crossview_record_duration_seconds}, {@code crossview_retries_total}.
 */
public final class StageMetrics {
  private static final Duration[] DURATION_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
  };

  private final MeterRegistry registry;
  private final String stage;

  /**
   * @param stage the stage's name, a label of all series
   */
  public StageMetrics(MeterRegistry registry, String stage) {
    this.registry = registry;
    this.stage = stage;
  }

  public String stage() {
    return stage;
  }

  /** Records that the stage took in from a topic. */
  public void received(String topic, int records) {
    Counter.builder("crossview.records.received")
        .description("Records that the stage took in")
        .tag("stage", stage)
        .tag("topic", topic)
        .register(registry)
        .increment(records);
  }

  /** Records that the broker has acknowledged. */
  public void sent(String topic, int records) {
    Counter.builder("crossview.records.sent")
        .description("Records that the stage handed on, acknowledged by the broker")
        .tag("stage", stage)
        .tag("topic", topic)
        .register(registry)
        .increment(records);
  }

  /** A record that the stage rejected. */
  public void rejected(RejectionReason reason) {
    Counter.builder("crossview.records.rejected")
        .description("Records that the stage could not process, by reason")
        .tag("stage", stage)
        .tag("reason", reason.code())
        .register(registry)
        .increment();
  }

  /** A batch that was processed: how many records, and how long the stage's function took. */
  public void batch(String topic, int records, Duration duration) {
    DistributionSummary.builder("crossview.batch.size")
        .description("Records per batch")
        .baseUnit("records")
        .tag("stage", stage)
        .tag("topic", topic)
        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
        .register(registry)
        .record(records);
    Timer.builder("crossview.batch.duration")
        .description("Time to process a batch, without waiting for it or sending its results")
        .tag("stage", stage)
        .tag("topic", topic)
        .serviceLevelObjectives(DURATION_BUCKETS)
        .register(registry)
        .record(duration);
  }

  /** Time that one record spent in the stage, from received to acknowledged. */
  public void record(String topic, Duration duration) {
    Timer.builder("crossview.record.duration")
        .description("Time of a record in the stage")
        .tag("stage", stage)
        .tag("topic", topic)
        .serviceLevelObjectives(DURATION_BUCKETS)
        .register(registry)
        .record(duration);
  }

  /**
   * Work that is done again.
   *
   * @param cause what failed: {@code processing}, {@code sending} or the name of a dependency
   */
  public void retry(String cause) {
    Counter.builder("crossview.retries")
        .description("Batches or records that had to be processed or sent again, by what failed")
        .tag("stage", stage)
        .tag("cause", cause)
        .register(registry)
        .increment();
  }
}
