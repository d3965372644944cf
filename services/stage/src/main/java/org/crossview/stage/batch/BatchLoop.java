package org.crossview.stage.batch;

import com.google.protobuf.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.message.Incoming;
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

  private static final Duration LONGEST_POLL = Duration.ofMillis(100);

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
  private Consumer<byte[], byte[]> consumer;
  private BatchSender sender;
  private Commits commits;

  /** Records taken out of the buffers whose outcome is not committed; revoked ones leave it. */
  private List<Incoming> inHand = new ArrayList<>();

  /** The input that the records in hand came from. */
  private BatchProcessing<?> processing;

  private boolean joined;
  private boolean holding;

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
      consumer = ownConsumer;
      commits = new Commits(ownConsumer);
      sender = new BatchSender(ownProducer, new Rejections(metrics.stage(), clock));
      consumer.subscribe(inputs.keySet(), new Rebalancing());
      Backoff backoff = new Backoff(settings);
      while (!stopping) {
        try {
          turn();
          if (joined) {
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
      commits.commit();
    } catch (Throwable e) {
      liveness.fail("The loop of " + metrics.stage() + " ended: " + e, e);
    } finally {
      readiness.down(CONSUMER, stopping ? "is shutting down" : "has ended");
      ended.countDown();
    }
  }

  /** Polls once and, if a batch is due, brings it to its end. */
  private void turn() {
    commits.commit();
    if (inHand.isEmpty()) {
      if (buffers.due() == null) {
        poll(untilDue(), null);
      }
      String due = buffers.due();
      if (due != null && !buffers.isMostUrgent(due)) {
        // The consumer hands out what it fetched first. Without a look at the more urgent inputs
        // alone they would wait until all that was fetched of this one is done.
        poll(Duration.ZERO, due);
        due = buffers.due();
      }
      if (due == null) {
        return;
      }
      inHand = buffers.take(due);
      processing = inputs.get(due);
    }
    List<ItemResult> results = process();
    if (!results.isEmpty() && send(results)) {
      commits.add(inHand);
      inHand = new ArrayList<>();
      commits.commit();
    }
  }

  /**
   * Polls into the buffers.
   *
   * @param until leaves out this input and the less urgent ones; null polls all
   */
  private void poll(Duration timeout, String until) {
    fetchOnlyWhatFits(until);
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      buffers.add(Incoming.of(record, StageTimings.nowUs(clock)));
      metrics.received(record.topic(), 1);
    }
  }

  private void fetchOnlyWhatFits(String until) {
    Set<String> wanted = holding ? Set.of() : buffers.withRoom(until);
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (TopicPartition partition : consumer.assignment()) {
      (wanted.contains(partition.topic()) ? resume : pause).add(partition);
    }
    consumer.pause(pause);
    consumer.resume(resume);
  }

  private Duration untilDue() {
    return Duration.ofNanos(Math.min(buffers.untilDueNanos(), LONGEST_POLL.toNanos()));
  }

  /**
   * Processes what is in hand, for as long as that takes.
   *
   * @return one result per record in hand; empty if the loop is to stop or nothing is in hand any
   *     more
   */
  private List<ItemResult> process() {
    Backoff backoff = new Backoff(settings);
    String unavailable = null;
    while (!inHand.isEmpty()) {
      long start = System.nanoTime();
      try {
        List<ItemResult> results = processing.process(inHand);
        if (unavailable != null) {
          readiness.up(unavailable);
        }
        metrics.batch(
            processing.input().type().topic(),
            inHand.size(),
            Duration.ofNanos(System.nanoTime() - start));
        return results;
      } catch (DependencyUnavailableException e) {
        unavailable = e.dependency();
        readiness.down(unavailable, String.valueOf(e.getMessage()));
        metrics.retry(unavailable);
        if (!hold(backoff.next())) {
          return List.of();
        }
      }
    }
    return List.of();
  }

  /**
   * Sends the results of what is in hand, for as long as that takes.
   *
   * @return false if the loop is to stop
   */
  private boolean send(List<ItemResult> results) {
    List<BatchSender.Unsent> unsent = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      unsent.add(sender.prepare(processing.input().type(), inHand.get(i), results.get(i)));
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
      if (!hold(backoff.next())) {
        return false;
      }
      failed.removeIf(entry -> !inHand.contains(entry.record()));
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

  /**
   * Waits with every partition paused. Polling goes on, so that the group does not take this
   * instance for dead; what it returns nevertheless (a partition that was just assigned) is kept.
   *
   * @return false if the loop is to stop
   */
  private boolean hold(Duration time) {
    holding = true;
    try {
      long end = System.nanoTime() + time.toNanos();
      for (long left = time.toNanos(); !stopping && left > 0; left = end - System.nanoTime()) {
        poll(left < LONGEST_POLL.toNanos() ? Duration.ofNanos(left) : LONGEST_POLL, null);
      }
      return !stopping;
    } finally {
      holding = false;
    }
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  private final class Rebalancing implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      joined = true;
      readiness.up(CONSUMER);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commits.commitRevoked(partitions);
      forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      joined = false;
      readiness.down(CONSUMER, "lost its place in the consumer group and is joining again");
      commits.forget(partitions);
      forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      buffers.drop(partitions);
      inHand.removeIf(record -> partitions.contains(InputBuffer.partition(record)));
    }
  }
}
