package org.crossview.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.crossview.cli.Home;
import org.crossview.local.LocalKafka;
import org.crossview.local.LocalRedis;
import org.crossview.local.ServiceProcess;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.kafka.KafkaConnection;

/**
 * Broker, Redis and the six services, on free ports of this machine. Everything stops with {@link
 * #close()} and, should the JVM end first, with the JVM.
 */
final class LocalStack implements AutoCloseable {
  /** Three vehicles' worth of parallelism is plenty on one machine. */
  private static final int PARTITIONS = 4;

  private final LocalKafka kafka;
  private final LocalRedis redis;
  private final List<ServiceProcess> services = new ArrayList<>();

  private LocalStack(LocalKafka kafka, LocalRedis redis) {
    this.kafka = kafka;
    this.redis = redis;
  }

  /**
   * Starts broker and Redis, creates the topics and starts the services without waiting for them.
   *
   * @param model directory of the model
   * @param work folder for logs and the services' state
   */
  static LocalStack start(Path model, Path work) throws InterruptedException {
    LocalRedis redis = LocalRedis.start();
    LocalKafka kafka;
    try {
      kafka = LocalKafka.start();
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
    LocalStack stack = new LocalStack(kafka, redis);
    try {
      try (Admin admin = Admin.create(stack.connection().admin("demo"))) {
        TopicLayout.of(PARTITIONS, 1).createMissing(admin);
      }
      for (ServiceSpec spec : ServiceSpec.ALL) {
        stack.services.add(ServiceProcess.start(stack.settings(spec, model, work)));
      }
      return stack;
    } catch (RuntimeException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  private ServiceProcess.Settings settings(ServiceSpec spec, Path model, Path work) {
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "CROSSVIEW_STATE_DIR", work.resolve("state").resolve(spec.name()).toString(),
            "CROSSVIEW_REDIS_URL", redis.url(),
            "CROSSVIEW_MODEL_DIR", model.toAbsolutePath().toString(),
            "TF_CPP_MIN_LOG_LEVEL", "2");
    return new ServiceProcess.Settings(
        spec.name(), Home.serviceJar(spec.name()), spec.jvmFlags(), environment, work);
  }

  /** How clients reach the broker. */
  KafkaConnection connection() {
    return KafkaConnection.unsecured(kafka.bootstrapServers());
  }

  /** Where Redis is. */
  String redisUrl() {
    return redis.url();
  }

  /** The services, in the order of the data flow. */
  List<ServiceProcess> services() {
    return List.copyOf(services);
  }

  /**
   * Waits until all services are ready; gallery-search is so only with a whole gallery.
   *
   * @param progress is told which services are not ready yet
   */
  void awaitReady(Duration limit, Consumer<String> progress) throws InterruptedException {
    Map<String, String> waiting = new ConcurrentHashMap<>();
    services.forEach(s -> waiting.put(s.name(), ""));
    for (ServiceProcess service : services) {
      service.awaitReady(limit, text -> progress.accept(waiting.keySet().toString()));
      waiting.remove(service.name());
    }
  }

  /** Ends with an error that shows the log where a service has died. */
  void checkAlive() {
    for (ServiceProcess service : services) {
      if (!service.isAlive()) {
        throw new IllegalStateException(
            "%s ended; the end of %s:%n%s"
                .formatted(service.name(), service.log(), service.logTail()));
      }
    }
  }

  /** Takes the broker away or brings it back; for tests of what the chain survives. */
  LocalKafka kafka() {
    return kafka;
  }

  @Override
  public void close() {
    // Side by side: each takes a second or two to leave its consumer group.
    services.forEach(ServiceProcess::askToStop);
    services.forEach(ServiceProcess::close);
    kafka.close();
    redis.close();
  }
}
