package org.crossview.stage.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.crossview.stage.health.Liveness;
import org.crossview.stage.health.Readiness;
import org.crossview.stage.health.Rounds;

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

  /** What else a missing topic may mean; empty where the broker shows everybody everything. */
  private final String doubt;

  private final Set<String> topics;
  private final Readiness readiness;
  private final Rounds rounds;

  /**
   * @param clientId fixed per service
   * @param topics that the stage reads and writes
   */
  public BrokerProbe(
      KafkaConnection connection,
      String clientId,
      Set<String> topics,
      Readiness readiness,
      Liveness liveness) {
    this(
        Admin.create(Map.copyOf(connection.admin(clientId))),
        connection,
        topics,
        readiness,
        liveness);
  }

  BrokerProbe(
      Admin admin,
      KafkaConnection connection,
      Set<String> topics,
      Readiness readiness,
      Liveness liveness) {
    this.admin = admin;
    bootstrapServers = connection.bootstrapServers();
    doubt = connection.security().isEmpty() ? "" : ", or this user has no right to them";
    this.topics = Set.copyOf(topics);
    this.readiness = readiness;
    rounds = new Rounds("broker-probe", liveness);
    readiness.down(BROKER, "waiting for an answer from " + bootstrapServers);
  }

  /** Begins to ask. */
  public BrokerProbe start() {
    rounds.start(PERIOD, this::probe);
    return this;
  }

  void probe() {
    try {
      Set<String> missing = new TreeSet<>(topics);
      missing.removeAll(admin.listTopics().names().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
      if (missing.isEmpty()) {
        readiness.up(BROKER);
      } else {
        readiness.down(BROKER, "%s has no topics %s%s".formatted(bootstrapServers, missing, doubt));
      }
    } catch (TimeoutException e) {
      readiness.down(BROKER, "%s did not answer in %s".formatted(bootstrapServers, TIMEOUT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      readiness.down(BROKER, "%s does not answer: %s".formatted(bootstrapServers, cause));
    }
  }

  @Override
  public void close() {
    rounds.close();
    admin.close(Duration.ofSeconds(1));
  }
}
