package org.crossview.stage.batch;

import com.google.protobuf.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Rejections;
import org.crossview.stage.message.StageTimings;
import org.crossview.stage.metrics.StageMetrics;

/**
 * The loop of a stage that works in batches: poll, process, send, wait for the acknowledgements,
 * commit. At least once: what is not committed is processed again by whoever gets the partition.
 *
 * <p>Inputs are served in the order given: while an earlier one has records, later ones wait. While
 * a dependency is unavailable the loop keeps its place, stays in its group, consumes nothing and
 * reports not ready.
 *
 * <p>One thread does everything; {@link #close} ends it after the batch in hand.
 */
public final class BatchLoop implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BatchLoop.class.getName());

  /** Readiness condition: this instance has joined its consumer group. */
  public static final String CONSUMER = "consumer";

  /** Readiness condition: what was processed can be sent. */
  public static final String PRODUCER = "producer";

  private final BatchSettings settings;
  private final StageMetrics metrics;
  private final Readiness readiness;
  private final Liveness liveness;
  private final Clock clock;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Map<String, BatchProcessing<?>> inputs = new LinkedHashMap<>();
  private final InputBuffers buffers = new InputBuffers();
  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile boolean stopping;
  private BatchIntake intake;
  private BatchSender sender;

  /**
   * The dependency that what is in hand waits for; null if none. It outlives a hold: when a
   * rebalance or Kafka's own trouble ends that, its condition has still to be raised.
   */
  private String unavailable;

  /**
   * @param consumers makes the consumer, with manual commit, see {@link
   *     org.crossview.stage.kafka.KafkaConnection#consumer}
   * @param producers makes the producer
   * @param inputs the most urgent first
   */
  public BatchLoop(
      BatchSettings settings,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<Producer<byte[], byte[]>> producers,
      List<BatchInput<?>> inputs,
      StageMetrics metrics,
      Readiness readiness,
      Liveness liveness,
      Clock clock) {
    this.settings = settings;
    this.consumers = consumers;
    this.producers = producers;
    this.metrics = metrics;
    this.readiness = readiness;
    this.liveness = liveness;
    this.clock = clock;
    for (BatchInput<?> input : inputs) {
      add(input);
    }
    readiness.down(CONSUMER, "has not joined its consumer group yet");
    readiness.up(PRODUCER);
  }

  private <M extends Message> void add(BatchInput<M> input) {
    String topic = input.type().topic();
    inputs.put(topic, new BatchProcessing<>(input, settings.attempts(), metrics));
    buffers.addInput(topic, settings);
  }

  /** Starts the loop on a thread of its own, named after the stage. */
  public void start() {
    Thread.ofPlatform().name(metrics.stage() + "-loop").start(this::run);
  }

  /**
   * Ends the loop: the batch in hand is finished and committed, unless something it needs is
   * unavailable; then it stays uncommitted for the next start.
   */
  @Override
  public void close() {
    stopping = true;
    try {
      if (!ended.await(60, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "{0}: the loop did not end in 60 s", metrics.stage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (Consumer<byte[], byte[]> ownConsumer = consumers.get();
        Producer<byte[], byte[]> ownProducer = producers.get()) {
      intake = new BatchIntake(ownConsumer, buffers, metrics, readiness, clock, () -> stopping);
      sender = new BatchSender(ownProducer, new Rejections(metrics.stage(), clock));
      ownConsumer.subscribe(inputs.keySet(), intake);
      Backoff backoff = new Backoff(settings);
      while (!stopping) {
        try {
          turn();
          if (intake.joined()) {
            readiness.up(CONSUMER);
          }
          backoff.reset();
        } catch (KafkaException e) {
          // Authentication, authorization, a broker that is away: someone can mend them while we
          // wait, and what is in hand stays there.
          readiness.down(CONSUMER, "Kafka refuses: " + e);
          pause(backoff.next());
        }
      }
      intake.commit();
    } catch (Throwable e) {
      liveness.fail("The loop of " + metrics.stage() + " ended: " + e, e);
    } finally {
      readiness.down(CONSUMER, stopping ? "is shutting down" : "has ended");
      ended.countDown();
    }
  }

  /** Polls once and, if a batch is due, brings it to its end. */
  private void turn() {
    rewind();
    intake.commit();
    if (intake.inHand().isEmpty()) {
      // Whoever has the records now tells what they wait for.
      nothingUnavailable();
      readiness.up(PRODUCER);
    }
    if (!intake.next()) {
      return;
    }
    BatchProcessing<?> processing = inputs.get(intake.topic());
    List<ItemResult> results = process(processing);
    if (!results.isEmpty() && send(processing, results)) {
      intake.done();
      intake.commit();
    }
  }

  /**
   * Processes what is in hand, for as long as that takes.
   *
   * @return one result per record in hand; empty if the loop is to stop or nothing is in hand any
   *     more
   */
  private List<ItemResult> process(BatchProcessing<?> processing) {
    Backoff backoff = new Backoff(settings);
    while (!intake.inHand().isEmpty()) {
      long start = System.nanoTime();
      try {
        List<ItemResult> results = processing.process(intake.inHand());
        nothingUnavailable();
        metrics.batch(
            processing.input().type().topic(),
            intake.inHand().size(),
            Duration.ofNanos(System.nanoTime() - start));
        return results;
      } catch (DependencyUnavailableException e) {
        if (!e.dependency().equals(unavailable)) {
          nothingUnavailable();
        }
        unavailable = e.dependency();
        readiness.down(unavailable, String.valueOf(e.getMessage()));
        metrics.retry(unavailable);
        if (!intake.hold(backoff.next())) {
          return List.of();
        }
        rewind();
      }
    }
    return List.of();
  }

  private void rewind() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    inputs.values().forEach(each -> offsets.putAll(each.input().function().rewinds()));
    intake.rewind(offsets);
  }

  private void nothingUnavailable() {
    if (unavailable != null) {
      readiness.up(unavailable);
      unavailable = null;
    }
  }

  /**
   * Sends the results of what is in hand, for as long as that takes.
   *
   * @return false if the loop is to stop
   */
  private boolean send(BatchProcessing<?> processing, List<ItemResult> results) {
    List<BatchSender.Unsent> unsent = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      unsent.add(sender.prepare(processing.input().type(), intake.inHand().get(i), results.get(i)));
    }
    Backoff backoff = new Backoff(settings);
    while (true) {
      List<BatchSender.Unsent> failed = new ArrayList<>();
      for (BatchSender.Unsent answer : sender.send(unsent)) {
        if (answer.error() == null) {
          count(answer);
        } else {
          failed.add(answer);
        }
      }
      if (failed.isEmpty()) {
        readiness.up(PRODUCER);
        return true;
      }
      metrics.retry("sending");
      readiness.down(PRODUCER, "Kafka does not take records: " + failed.getFirst().error());
      if (!intake.hold(backoff.next())) {
        return false;
      }
      failed.removeIf(entry -> !intake.inHand().contains(entry.record()));
      unsent = failed;
    }
  }

  private void count(BatchSender.Unsent answer) {
    answer.outgoing().forEach(record -> metrics.sent(record.topic(), 1));
    if (answer.result() instanceof ItemResult.Reject reject) {
      metrics.rejected(reject.reason());
    }
    long microseconds = StageTimings.nowUs(clock) - answer.record().receivedAtUs();
    metrics.record(
        answer.record().topic(), Duration.of(Math.max(0, microseconds), ChronoUnit.MICROS));
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }
}
