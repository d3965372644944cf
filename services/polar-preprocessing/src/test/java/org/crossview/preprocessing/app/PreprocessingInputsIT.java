package org.crossview.preprocessing.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.crossview.preprocessing.app.ServiceBench.LIMIT;
import static org.crossview.preprocessing.app.ServiceBench.PANORAMA;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.crossview.local.ServiceProcess;
import org.crossview.preprocessing.Images;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code crossview.preprocessing.inputs} makes of the packaged service. A real broker. */
class PreprocessingInputsIT {
  private static final String GROUP = "crossview-polar-preprocessing";

  @TempDir private Path folder;
  private ServiceBench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new ServiceBench(folder);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void panoramasAndTilesCanBeTakenByTwoInstancesAndNoPanoramaIsPreparedAgain() throws Exception {
    try (TopicReader panoramas = bench.reader(Topics.PANORAMAS_PREPARED);
        TopicReader tiles = bench.reader(Topics.TILES_PREPARED)) {
      try (ServiceProcess _ = bench.startReady("both")) {
        bench.sendPanorama("before", PANORAMA);
        panoramas.until(records -> records.size() == 1, LIMIT);
      }
      try (ServiceProcess fleet = bench.startReady("panoramas");
          ServiceProcess importer = bench.startReady("tiles")) {
        awaitTopics(GROUP, Topics.PANORAMAS_CAPTURED);
        awaitTopics(GROUP + "-tiles", Topics.TILES_IMPORTED);

        bench.sendTile("t1", Images.jpeg(200, 200));
        bench.sendPanorama("after", PANORAMA);

        assertThat(tiles.until(records -> !records.isEmpty(), LIMIT))
            .extracting(record -> new String(record.key(), UTF_8))
            .containsExactly("t1");
        var prepared = panoramas.until(records -> records.size() > 1, LIMIT);
        assertThat(prepared).hasSize(2);
        assertThat(ServiceBench.ids(prepared)).containsExactly("after", "before");
        assertThat(fleet.isReady()).isTrue();
        assertThat(importer.isReady()).isTrue();
      }
    }
  }

  @Test
  void inputsThatAreNoneEndTheServiceAndAreNamed() {
    try (ServiceProcess wrong = bench.start("wrong", bench.model, "pictures")) {
      assertThatThrownBy(() -> wrong.awaitReady(LIMIT, progress -> {}))
          .hasMessageContaining("ended with exit code 1")
          .hasMessageContaining("crossview.preprocessing.inputs")
          .hasMessageContaining("pictures");
    }
  }

  /** Waits until the members of the group share partitions of this topic and of no other. */
  private void awaitTopics(String group, String topic) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    Set<String> topics = topicsOf(group);
    while (!topics.equals(Set.of(topic))) {
      if (Instant.now().isAfter(end)) {
        fail("After %s %s reads %s, and not %s alone", LIMIT, group, topics, topic);
      }
      Thread.sleep(100);
      topics = topicsOf(group);
    }
  }

  private Set<String> topicsOf(String group) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.copyOf(bench.connection.admin("test-groups")))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .flatMap(member -> member.assignment().topicPartitions().stream())
          .map(TopicPartition::topic)
          .collect(Collectors.toSet());
    }
  }
}
