package org.crossview.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real single-node Kafka broker (KRaft) in this JVM, on free ports of 127.0.0.1.
 *
 * <p>It can be stopped and started again on the same folder and ports, with all topics and offsets,
 * for tests that take the broker away. Topics are not created by themselves.
 */
public final class LocalKafka implements AutoCloseable {
  /** Largest record the broker takes, bytes. */
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  private static final int PORT_TRIES = 5;

  private final Path folder;
  private final TemporaryFolder owned;
  private final int port;
  private final int controllerPort;
  private final Map<String, String> further;
  private KafkaRaftServer server;

  private LocalKafka(
      Path folder,
      TemporaryFolder owned,
      int port,
      int controllerPort,
      Map<String, String> further) {
    this.folder = folder;
    this.owned = owned;
    this.port = port;
    this.controllerPort = controllerPort;
    this.further = Map.copyOf(further);
  }

  /**
   * Starts a broker on free ports with its state in a temporary folder that {@link #close()}
   * deletes.
   */
  public static LocalKafka start() {
    return start(Map.of());
  }

  /**
   * As {@link #start()}, with further settings, or other ones than this class has.
   *
   * @param further settings of the broker under Kafka's names. The listener that clients connect to
   *     is called {@code CLIENTS}, the controller's {@code CONTROLLER}
   */
  public static LocalKafka start(Map<String, String> further) {
    RuntimeException last = null;
    for (int i = 0; i < PORT_TRIES; i++) {
      int[] ports = FreePorts.take(2);
      TemporaryFolder folder = TemporaryFolder.create("crossview-kafka-");
      try {
        return start(new LocalKafka(folder.path(), folder, ports[0], ports[1], further));
      } catch (RuntimeException e) {
        folder.close();
        last = e;
      }
    }
    throw last;
  }

  /**
   * Starts a broker on the given ports and folder; a folder used before keeps its topics.
   *
   * @throws IllegalStateException if the ports are taken or the folder belongs to another broker
   */
  public static LocalKafka start(Path folder, int port, int controllerPort) {
    return start(new LocalKafka(folder, null, port, controllerPort, Map.of()));
  }

  private static LocalKafka start(LocalKafka kafka) {
    kafka.startAgain();
    StopAtExit.add(kafka);
    return kafka;
  }

  /** Where clients connect: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The folder with the broker's state. */
  public Path folder() {
    return folder;
  }

  /** Takes the broker away; its state stays. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /**
   * Brings a stopped broker back on the same ports with the same state. Does nothing where it runs.
   */
  public synchronized void startAgain() {
    if (server != null) {
      return;
    }
    QuietLogs.apply();
    KafkaRaftServer starting = null;
    try {
      Files.createDirectories(folder);
      format();
      starting = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
      starting.startup();
      server = starting;
    } catch (Exception e) {
      if (starting != null) {
        starting.shutdown();
      }
      throw new IllegalStateException(
          "the Kafka broker did not start on 127.0.0.1:%d (controller %d, folder %s): %s"
              .formatted(port, controllerPort, folder, e.getMessage()),
          e);
    }
  }

  /** Stops and starts the broker on the same ports with the same state. */
  public void restart() {
    stop();
    startAgain();
  }

  @Override
  public void close() {
    stop();
    StopAtExit.remove(this);
    if (owned != null) {
      owned.close();
    }
  }

  private void format() throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    Formatter formatter = new Formatter();
    formatter.setClusterId(Uuid.randomUuid().toString());
    formatter.setNodeId(1);
    formatter.setControllerListenerName("CONTROLLER");
    formatter.setMetadataLogDirectory(folder.toString());
    formatter.addDirectory(folder.toString());
    formatter.setReleaseVersion(MetadataVersion.LATEST_PRODUCTION);
    formatter.setUnstableFeatureVersionsEnabled(false);
    formatter.setIgnoreFormatted(true);
    formatter.setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
    formatter.run();
  }

  private Properties settings() {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.put("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
    p.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("inter.broker.listener.name", "CLIENTS");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("log.dirs", folder.toString());
    p.put("auto.create.topics.enable", "false");
    p.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    p.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    // One node: nothing to replicate to, nothing to wait for.
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // Small: the machine is shared with six services.
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    p.put("background.threads", "2");
    p.put("log.cleaner.threads", "1");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    p.putAll(further);
    return p;
  }
}
