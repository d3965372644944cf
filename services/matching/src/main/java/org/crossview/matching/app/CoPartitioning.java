package org.crossview.matching.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.crossview.stage.Topics;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;

/**
 * Lets records through only while both input topics have the same number of partitions.
 *
 * <p>The first outcome of a panorama is remembered by the task of its partition. With unequal
 * numbers a geotag and a dead letter of one panorama would come to different tasks, and both would
 * go out. Kafka Streams checks this for joins, not for a processor with two topics.
 */
final class CoPartitioning implements AutoCloseable {
  /** Readiness condition: both input topics have the same number of partitions. */
  static final String CO_PARTITIONING = "co-partitioning";

  private static final List<String> INPUTS =
      List.of(Topics.PANORAMAS_HALTED, Topics.PANORAMAS_REJECTED);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration PERIOD_WHEN_EQUAL = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Admin admin;
  private final Readiness readiness;
  private final Liveness liveness;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("co-partitioning").unstarted(task));

  /**
   * @param admin asks the broker; closed with this
   */
  CoPartitioning(Admin admin, Readiness readiness, Liveness liveness) {
    this.admin = admin;
    this.readiness = readiness;
    this.liveness = liveness;
    readiness.down(CO_PARTITIONING, "waiting for the broker to tell the numbers of partitions");
  }

  /** Holds the streams until the numbers are known and equal, and whenever they are not. */
  void guard(KafkaStreams streams) {
    streams.pause();
    executor.execute(() -> check(streams));
  }

  void check(KafkaStreams streams) {
    Duration next = PERIOD;
    try {
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(INPUTS)
              .allTopicNames()
              .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      int halted = topics.get(Topics.PANORAMAS_HALTED).partitions().size();
      int rejected = topics.get(Topics.PANORAMAS_REJECTED).partitions().size();
      if (halted == rejected) {
        readiness.up(CO_PARTITIONING);
        streams.resume();
        next = PERIOD_WHEN_EQUAL;
      } else {
        streams.pause();
        readiness.down(
            CO_PARTITIONING,
            "%s has %d partitions and %s has %d; give both the same number, as docs/messages.md says"
                .formatted(Topics.PANORAMAS_HALTED, halted, Topics.PANORAMAS_REJECTED, rejected));
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      // The broker is away: what was known before still holds, and nothing is consumed meanwhile.
      // The broker's own condition tells of it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      readiness.down(CO_PARTITIONING, "the numbers of partitions could not be compared: " + e);
    } catch (Error e) {
      // Nobody would notice unequal numbers from here on.
      String reason = "the numbers of partitions are compared no more: " + e;
      readiness.down(CO_PARTITIONING, reason);
      streams.pause();
      liveness.fail(reason, e);
      return;
    }
    if (!executor.isShutdown()) {
      var _ = executor.schedule(() -> check(streams), next.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    var _ = executor.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
