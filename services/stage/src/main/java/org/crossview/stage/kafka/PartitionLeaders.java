package org.crossview.stage.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Waits until the leaders of partitions answer. */
public final class PartitionLeaders {
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

  private PartitionLeaders() {}

  /**
   * Returns when the leader of every partition has answered. A topic is created when the controller
   * has it, which is before the brokers know it, so "unknown topic" is asked again too.
   *
   * @param patience how long partitions may be without a leader
   * @throws IllegalStateException naming the partitions whose leaders do not answer, and why
   */
  public static void await(Admin admin, Set<TopicPartition> partitions, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<TopicPartition, Exception> silent = silent(admin, partitions);
    while (!silent.isEmpty()) {
      boolean lasting =
          silent.values().stream().anyMatch(reason -> !(reason instanceof RetriableException));
      if (lasting || System.nanoTime() - deadline >= 0) {
        throw new IllegalStateException("No leader answers for " + described(silent));
      }
      Thread.sleep(BETWEEN_QUESTIONS);
      silent = silent(admin, silent.keySet());
    }
  }

  /** The partitions whose leaders do not answer, each with its reason. */
  private static Map<TopicPartition, Exception> silent(Admin admin, Set<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
    partitions.forEach(partition -> questions.put(partition, OffsetSpec.latest()));
    ListOffsetsResult answers = admin.listOffsets(questions);
    Map<TopicPartition, Exception> silent = new HashMap<>();
    for (TopicPartition partition : partitions) {
      try {
        answers.partitionResult(partition).get();
      } catch (ExecutionException e) {
        silent.put(partition, e.getCause() instanceof Exception reason ? reason : e);
      }
    }
    return silent;
  }

  private static Map<String, String> described(Map<TopicPartition, Exception> silent) {
    Map<String, String> described = new TreeMap<>();
    silent.forEach((partition, reason) -> described.put(partition.toString(), reason.toString()));
    return described;
  }
}
