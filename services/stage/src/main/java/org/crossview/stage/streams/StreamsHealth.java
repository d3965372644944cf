package org.crossview.stage.streams;

import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.metrics.StageMetrics;

/**
 * Tells whether Kafka Streams is at work, and keeps it there: a thread that fails (the broker is
 * away, a transaction was fenced) is replaced, and nothing is committed of what it had not
 * finished, so nothing is lost. Make it a bean: Quarkus hands it to Kafka Streams.
 */
public final class StreamsHealth
    implements KafkaStreams.StateListener, StreamsUncaughtExceptionHandler {
  /** Readiness condition: Kafka Streams runs and has its partitions. */
  public static final String STREAMS = "streams";

  private static final System.Logger LOG = System.getLogger(StreamsHealth.class.getName());

  private final Readiness readiness;
  private final Liveness liveness;
  private final StageMetrics metrics;
  private final Duration pause;

  /** Why a thread was replaced since Kafka Streams last ran; empty where none was. */
  private volatile String trouble = "";

  public StreamsHealth(Readiness readiness, Liveness liveness, StageMetrics metrics) {
    this(readiness, liveness, metrics, Duration.ofSeconds(1));
  }

  /**
   * @param pause before a thread is replaced, so that a lasting failure does not spin
   */
  StreamsHealth(Readiness readiness, Liveness liveness, StageMetrics metrics, Duration pause) {
    this.readiness = readiness;
    this.liveness = liveness;
    this.metrics = metrics;
    this.pause = pause;
    readiness.down(STREAMS, "not started yet; waiting for the broker and its topics");
  }

  @Override
  public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
    switch (now) {
      case RUNNING -> {
        trouble = "";
        readiness.up(STREAMS);
      }
      case CREATED, REBALANCING ->
          readiness.down(
              STREAMS, "waiting for partitions, or restoring the state of new ones" + trouble);
      case PENDING_SHUTDOWN, NOT_RUNNING -> readiness.down(STREAMS, "stopped");
      case PENDING_ERROR, ERROR -> {
        readiness.down(STREAMS, "failed");
        liveness.fail("Kafka Streams is in state " + now + " and does not leave it", null);
      }
    }
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable exception) {
    LOG.log(System.Logger.Level.ERROR, "A stream thread failed and is replaced", exception);
    metrics.retry("streams");
    String why = firstLine(exception) + cause(exception);
    trouble = "; a stream thread failed before with " + why;
    readiness.down(STREAMS, "a stream thread failed and is replaced: " + why);
    if (exception instanceof VirtualMachineError) {
      liveness.fail("A stream thread failed with " + exception, exception);
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** What the innermost cause says: Kafka Streams tells where, and leaves the reason to it. */
  private static String cause(Throwable exception) {
    Throwable root = exception;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == exception ? "" : " " + firstLine(root);
  }

  private static String firstLine(Throwable exception) {
    return exception.toString().lines().findFirst().orElse("");
  }
}
