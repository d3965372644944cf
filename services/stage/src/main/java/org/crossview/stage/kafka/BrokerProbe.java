package org.crossview.stage.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.crossview.stage.health.Readiness;

/**
 * Asks the broker every few seconds whether it is there and has the stage's topics, and tells
 * {@link Readiness}. Consumers and producers do not tell: they wait in silence for a broker that is
 * away.
 */
public final class BrokerProbe implements AutoCloseable {
  /** Readiness condition: the broker answers and has the topics. */
  public static final String BROKER = "broker";

  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Admin admin;
  private final String bootstrapServers;
  private final Set<String> topics;
  private final Readiness readiness;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("broker-probe").unstarted(task));

  /**
   * @param clientId fixed per service
   * @param topics that the stage reads and writes
   */
  public BrokerProbe(
      KafkaConnection connection, String clientId, Set<String> topics, Readiness readiness) {
    this.admin = Admin.create(Map.copyOf(connection.admin(clientId)));
    this.bootstrapServers = connection.bootstrapServers();
    this.topics = Set.copyOf(topics);
    this.readiness = readiness;
    readiness.down(BROKER, "waiting for an answer from " + bootstrapServers);
  }

  /** Begins to ask. */
  public BrokerProbe start() {
    var _ =
        executor.scheduleWithFixedDelay(this::probe, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  private void probe() {
    try {
      Set<String> missing = new TreeSet<>(topics);
      missing.removeAll(admin.listTopics().names().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
      if (missing.isEmpty()) {
        readiness.up(BROKER);
      } else {
        readiness.down(BROKER, "%s has no topics %s".formatted(bootstrapServers, missing));
      }
    } catch (TimeoutException e) {
      readiness.down(BROKER, "%s did not answer in %s".formatted(bootstrapServers, TIMEOUT));
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      readiness.down(BROKER, "%s does not answer: %s".formatted(bootstrapServers, cause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}
