package org.crossview.stage.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.crossview.local.LocalKafka;
import org.junit.jupiter.api.Test;

class PartitionLeadersIT {
  private static final TopicPartition EARLY = new TopicPartition("early", 0);
  private static final TopicPartition LATE = new TopicPartition("late", 0);

  @Test
  void aTopicThatTheBrokerDoesNotKnowYetIsWaitedFor() throws Exception {
    try (LocalKafka kafka = LocalKafka.start();
        Admin admin = admin(kafka)) {
      create(admin, EARLY);
      CountDownLatch asking = new CountDownLatch(1);
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> {
                asking.countDown();
                await(admin, Duration.ofMinutes(1));
              });
      asking.await();
      // Long enough that it has asked and heard of no such topic.
      Thread.sleep(500);
      assertThat(waiting).isNotDone();

      create(admin, LATE);

      assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
    }
  }

  @Test
  void aTopicThatNeverComesIsNamedAndTheOthersAreNot() throws Exception {
    try (LocalKafka kafka = LocalKafka.start();
        Admin admin = admin(kafka)) {
      create(admin, EARLY);
      assertThatThrownBy(() -> await(admin, Duration.ofMillis(300)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("late-0=")
          .hasMessageContaining("UnknownTopicOrPartitionException")
          .message()
          .doesNotContain("early-0");
    }
  }

  private static Admin admin(LocalKafka kafka) {
    return Admin.create(KafkaConnection.unsecured(kafka.bootstrapServers()).admin("test"));
  }

  private static void create(Admin admin, TopicPartition partition) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)))
        .all()
        .get(1, TimeUnit.MINUTES);
  }

  private static void await(Admin admin, Duration patience) {
    try {
      PartitionLeaders.await(admin, Set.of(EARLY, LATE), patience);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
