package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.crossview.cli.Home;
import org.crossview.cli.TestModels;
import org.crossview.cli.town.TownFolder;
import org.crossview.local.LocalRedis;
import org.crossview.local.ServiceProcess;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.stage.TopicLayout;
import org.crossview.stage.Topics;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/**
 * The six packaged services at a broker with TLS, passwords and rights by name, and at a Redis with
 * users. Two shards, so that ase-halting keeps a store as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredChainIT {
  private static final int TILES = 24;
  private static final int SHARDS = 2;
  private static final int PARTITIONS = 2;
  private static final String NOBODY = "nobody";
  private static final String OPERATOR = SecuredBroker.OPERATOR;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private static Path folder;
  private final Map<String, ServiceProcess> services = new HashMap<>();
  private Town town;
  private LocalRedis redis;
  private SecuredBroker broker;
  private Outcomes outcomes;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void startChainAndImportTiles() throws Exception {
    TestModels.untrained(folder.resolve("model"));
    town = Town.generate(new TownSettings(3, TILES));
    redis = LocalRedis.start();
    lockRedis();
    Set<String> users = new HashSet<>(BrokerRights.OF_SERVICES.keySet());
    users.add(NOBODY);
    broker = SecuredBroker.start(folder, users);
    try (Admin operator = broker.admin()) {
      TopicLayout.of(PARTITIONS, 1).createMissing(operator);
    }
    for (var service : BrokerRights.OF_SERVICES.entrySet()) {
      broker.grant(service.getValue().bindings(service.getKey()));
    }
    for (ServiceSpec spec : ServiceSpec.ALL) {
      services.put(spec.name(), start(spec.name(), spec, broker.environment(spec.name()), 0));
    }
    services.put(
        "gallery-search-1",
        start("gallery-search-1", spec("gallery-search"), broker.environment("gallery-search"), 1));
    producer = new KafkaProducer<>(broker.connection(OPERATOR).producer("test"));
    outcomes = new Outcomes(broker.connection(OPERATOR));
    GalleryImport.send(
        broker.connection(OPERATOR), TownImport.tilesAndABadOne(town, folder), "test");
    for (ServiceProcess service : services.values()) {
      service.awaitReady(LIMIT, System.out::println);
    }
  }

  /** The commands of docs/running.md. Without a name nobody gets in, not even this test. */
  private void lockRedis() {
    try (Jedis client = new Jedis(redis.uri())) {
      client.aclSetUser(
          "gallery-search",
          "on >of-gallery-search ~cv:* +@read +@transaction +@connection".split(" "));
      client.aclSetUser(
          "gallery-writer",
          "on >of-gallery-writer ~cv:* +@read +@write +@transaction +eval +@connection".split(" "));
      client.aclSetUser("default", "off");
    }
  }

  private ServiceProcess start(
      String name, ServiceSpec spec, Map<String, String> access, int shard) {
    Map<String, String> environment = new HashMap<>(access);
    environment.put("CROSSVIEW_STATE_DIR", folder.resolve("state").resolve(name).toString());
    environment.put("CROSSVIEW_MODEL_DIR", folder.resolve("model").toString());
    environment.put(
        "CROSSVIEW_REDIS_URL",
        "redis://%1$s:of-%1$s@%2$s".formatted(spec.name(), redis.uri().getAuthority()));
    environment.put("CROSSVIEW_GALLERY_SHARDS", Integer.toString(SHARDS));
    environment.put("CROSSVIEW_GALLERY_SHARD", Integer.toString(shard));
    environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
    return ServiceProcess.start(
        new ServiceProcess.Settings(
            name, Home.serviceJar(spec.name()), spec.jvmFlags(), environment, folder));
  }

  private static ServiceSpec spec(String name) {
    return ServiceSpec.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @AfterAll
  void stopChain() {
    if (outcomes != null) {
      outcomes.close();
      producer.close();
    }
    services.values().forEach(ServiceProcess::askToStop);
    services.values().forEach(ServiceProcess::close);
    if (broker != null) {
      broker.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void aPanoramaBecomesAGeotagAndWhatIsBadADeadLetterWithTheRightsOfTheTable() throws Exception {
    send("good", TownFolder.panorama(town, town.viewpoint(1)));
    send("bad", "no image".getBytes(StandardCharsets.UTF_8));

    await(
        () ->
            !outcomes.geotagsOf("good").isEmpty()
                && !outcomes.deadLettersOf("bad").isEmpty()
                && outcomes.deadLetters().stream().anyMatch(DeadLetter::hasTile));
    assertThat(outcomes.deadLetters())
        .filteredOn(DeadLetter::hasTile)
        .singleElement()
        .satisfies(d -> assertThat(d.getTile().getId()).isEqualTo(TownImport.BAD_TILE));
  }

  @ParameterizedTest
  @CsvSource({
    "embedding, panoramas.embedded",
    "ase-halting, panoramas.halted",
    "matching, geotags"
  })
  void aRightThatIsTakenAwayIsNamedAndNoPanoramaIsLostUntilItComesBack(String name, String topic)
      throws Exception {
    List<AclBinding> right = List.of(BrokerRights.toWrite(name, topic));
    String held = "held-by-" + name;
    broker.revoke(right);
    try {
      send(held, TownFolder.panorama(town, town.viewpoint(2)));
      awaitReadiness(services.get(name), topic);
    } finally {
      broker.grant(right);
    }

    await(() -> !outcomes.geotagsOf(held).isEmpty());
    assertThat(outcomes.geotagsOf(held)).hasSize(1);
    services.get(name).awaitReady(LIMIT, System.out::println);
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedding", "matching"})
  void aWrongPasswordIsSaidAndTheServiceWaits(String name) throws Exception {
    try (ServiceProcess service =
        start("guessing-" + name, spec(name), broker.environment(name, "guessed"), 0)) {
      awaitReadiness(service, "Invalid username or password");
      assertThat(service.isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gallery-search", "ase-halting"})
  void whoHasNoRightsIsToldThatTopicsMayBeHiddenForThat(String name) throws Exception {
    try (ServiceProcess service =
        start("nobodys-" + name, spec(name), broker.environment(NOBODY), 0)) {
      awaitReadiness(service, "panoramas.searched], or this user has no right to them");
      assertThat(service.isAlive()).isTrue();
    }
  }

  private void send(String id, byte[] image) throws Exception {
    PanoramaCaptured panorama =
        PanoramaCaptured.newBuilder()
            .setRef(PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle-1"))
            .setImage(ByteString.copyFrom(image))
            .setProjection("equirectangular")
            .build();
    producer
        .send(
            new ProducerRecord<>(
                Topics.PANORAMAS_CAPTURED,
                "vehicle-1".getBytes(StandardCharsets.UTF_8),
                panorama.toByteArray()))
        .get();
  }

  private void await(BooleanSupplier enough) throws InvalidProtocolBufferException {
    outcomes.readUntil(enough, LIMIT);
    assertThat(enough.getAsBoolean()).as("dead letters: %s", outcomes.deadLetters()).isTrue();
  }

  private static void awaitReadiness(ServiceProcess service, String part)
      throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    String answer = service.readiness();
    while (!answer.contains(part)) {
      assertThat(System.nanoTime()).as("'%s' in: %s", part, answer).isLessThan(deadline);
      Thread.sleep(100);
      answer = service.readiness();
    }
  }
}
