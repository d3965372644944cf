package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crossview.cli.TestModels;
import org.crossview.cli.town.TownFolder;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.Jpeg;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.stage.Topics;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain as it is shipped: six packaged services, a real broker, a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainIT {
  private static final int TILES = 24;
  private static final String VEHICLE = "vehicle-1";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Time in which a duplicate would show. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  @TempDir private static Path folder;
  private Town town;
  private ModelDescription model;
  private LocalStack stack;
  private Outcomes outcomes;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void startChainAndImportTiles() throws Exception {
    model = TestModels.untrained(folder.resolve("model"));
    stack =
        LocalStack.start(folder.resolve("model"), Files.createDirectories(folder.resolve("work")));
    town = Town.generate(new TownSettings(3, TILES));
    producer = new KafkaProducer<>(stack.connection().producer("test"));
    outcomes = new Outcomes(stack.connection());
    GalleryImport.send(stack.connection(), TownImport.tilesAndABadOne(town, folder), "test");
    stack.awaitReady(Duration.ofMinutes(3), System.out::println);
  }

  @AfterAll
  void stopChain() {
    if (outcomes != null) {
      outcomes.close();
      producer.close();
    }
    if (stack != null) {
      stack.close();
      assertThat(stack.services()).noneMatch(s -> s.isAlive());
    }
  }

  @Test
  void aBadTileIsOneDeadLetterAndTheGalleryIsWholeWithoutIt() throws Exception {
    try (GalleryProgress gallery = new GalleryProgress(stack.redisUrl(), model)) {
      assertThat(gallery.isComplete()).isTrue();
      assertThat(gallery.tilesDone()).isEqualTo(TILES + 1);
    }
    outcomes.readUntil(() -> !badTiles().isEmpty(), LIMIT);
    assertThat(badTiles()).hasSize(1);
    assertThat(badTiles().getFirst().getReason()).isEqualTo("undecodable-image");
  }

  private List<DeadLetter> badTiles() {
    return outcomes.deadLetters().stream()
        .filter(d -> d.getTile().getId().equals(TownImport.BAD_TILE))
        .toList();
  }

  @Test
  void everyBadPanoramaIsOneDeadLetterAndItsNeighboursAreGeotagged() throws Exception {
    Map<String, byte[]> bad = badRecords();
    List<String> good = new ArrayList<>();
    int i = 0;
    for (byte[] record : bad.values()) {
      good.add(sendGood("good-" + i++));
      send(Topics.PANORAMAS_CAPTURED, record);
    }
    good.add(sendGood("good-last"));
    producer.flush();

    int before = outcomes.count();
    outcomes.readUntil(() -> outcomes.count() >= before + bad.size() + good.size(), LIMIT);
    outcomes.readFor(AFTERMATH);

    for (String id : good) {
      assertThat(outcomes.geotagsOf(id)).as(id).hasSize(1);
      assertThat(outcomes.deadLettersOf(id)).as(id).isEmpty();
    }
    bad.forEach(
        (reasonAndName, record) -> {
          String reason = reasonAndName.split(":")[0];
          List<DeadLetter> letters =
              outcomes.deadLetters().stream()
                  .filter(d -> d.getOriginal().equals(ByteString.copyFrom(record)))
                  .toList();
          assertThat(letters).as(reasonAndName).hasSize(1);
          assertThat(letters.getFirst().getReason()).as(reasonAndName).isEqualTo(reason);
          assertThat(letters.getFirst().getOrigin().getTopic())
              .isEqualTo(Topics.PANORAMAS_CAPTURED);
        });
    assertThat(stack.services()).allMatch(s -> s.isAlive() && s.isReady());
  }

  @Test
  void descriptorsOfAnotherModelAreOneDeadLetter() throws Exception {
    PanoramaEmbedded.Builder foreign =
        PanoramaEmbedded.newBuilder().setRef(ref("foreign")).setModelVersion("ffffffffffff");
    for (int step = 0; step < model.steps(); step++) {
      foreign.addSteps(
          StepDescriptor.newBuilder()
              .setLength(model.descriptorLength())
              .setFloat16Le(ByteString.copyFrom(new byte[2 * model.descriptorLength()])));
    }
    byte[] record = foreign.build().toByteArray();
    send(Topics.PANORAMAS_EMBEDDED, record);
    sendGood("after-foreign");
    producer.flush();

    outcomes.readUntil(
        () ->
            !outcomes.deadLettersOf("foreign").isEmpty()
                && !outcomes.geotagsOf("after-foreign").isEmpty(),
        LIMIT);
    outcomes.readFor(AFTERMATH);

    assertThat(outcomes.deadLettersOf("foreign")).hasSize(1);
    DeadLetter letter = outcomes.deadLettersOf("foreign").getFirst();
    assertThat(letter.getReason()).isEqualTo("model-version-mismatch");
    assertThat(letter.getOriginal()).isEqualTo(ByteString.copyFrom(record));
    assertThat(outcomes.geotagsOf("after-foreign")).hasSize(1);
  }

  @Test
  void aPanoramaSentTwiceIsGeotaggedOnce() throws Exception {
    sendGood("twice");
    sendGood("twice");
    sendGood("once");
    producer.flush();

    outcomes.readUntil(() -> !outcomes.geotagsOf("once").isEmpty(), LIMIT);
    outcomes.readFor(AFTERMATH);

    assertThat(outcomes.geotagsOf("twice")).hasSize(1);
    assertThat(outcomes.geotagsOf("once")).hasSize(1);
  }

  @Test
  void aGeotagNamesTilesOfTheGalleryTheModelAndEveryStage() throws Exception {
    sendGood("looked-at");
    producer.flush();
    outcomes.readUntil(() -> !outcomes.geotagsOf("looked-at").isEmpty(), LIMIT);

    var tag = outcomes.geotagsOf("looked-at").getFirst();
    assertThat(tag.getModelVersion()).isEqualTo(model.version());
    assertThat(tag.getStep()).isBetween(1, model.steps());
    assertThat(tag.getCandidatesList()).isNotEmpty();
    assertThat(tag.getPosition()).isEqualTo(tag.getCandidates(0).getTile().getCentre());
    assertThat(tag.getConfidence()).isBetween(.5, 1.0);
    assertThat(tag.getTimingsList())
        .extracting(t -> t.getStage())
        .containsExactly(
            "polar-preprocessing", "embedding", "gallery-search", "ase-halting", "matching");
  }

  /** Reason code and a name, and the record that has to end so. */
  private Map<String, byte[]> badRecords() {
    byte[] jpeg = jpeg();
    Map<String, byte[]> bad = new LinkedHashMap<>();
    bad.put("undecodable-image:not an image", captured("b1", bytes("hello"), "equirectangular", 0));
    bad.put(
        "undecodable-image:truncated",
        captured("b2", Arrays.copyOf(jpeg, jpeg.length / 2), "equirectangular", 0));
    bad.put("undecodable-image:0 bytes", captured("b3", new byte[0], "equirectangular", 0));
    bad.put("image-too-large:bomb", captured("b4", bomb(), "equirectangular", 0));
    bad.put("wrong-side-ratio:square", captured("b5", square(), "equirectangular", 0));
    bad.put("unsupported-projection:fisheye", captured("b6", jpeg, "fisheye", 0));
    bad.put("invalid-heading:NaN", captured("b7", jpeg, "equirectangular", Double.NaN));
    bad.put("unreadable-message:bytes", bytes("\u0007 these are no protobuf bytes"));
    return bad;
  }

  private String sendGood(String id) {
    send(Topics.PANORAMAS_CAPTURED, captured(id, jpeg(), "equirectangular", 10));
    return id;
  }

  private void send(String topic, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topic, bytes(VEHICLE), value));
  }

  private static byte[] captured(String id, byte[] image, String projection, double heading) {
    return PanoramaCaptured.newBuilder()
        .setRef(ref(id).toBuilder().setHeadingDeg(heading))
        .setImage(ByteString.copyFrom(image))
        .setProjection(projection)
        .build()
        .toByteArray();
  }

  private static PanoramaRef ref(String id) {
    return PanoramaRef.newBuilder().setId(id).setVehicleId(VEHICLE).setFieldOfViewDeg(360).build();
  }

  private byte[] jpeg() {
    return TownFolder.panorama(town, town.viewpoint(1));
  }

  private static byte[] square() {
    return Jpeg.encode(new BgrImage(64, 64, new byte[64 * 64 * 3]), 90);
  }

  /** A PNG that says 30,000 x 30,000 pixels and ends there. */
  private static byte[] bomb() {
    byte[] header =
        ByteBuffer.allocate(17)
            .put(bytes("IHDR"))
            .putInt(30_000)
            .putInt(30_000)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(header);
    return ByteBuffer.allocate(8 + 4 + header.length + 4)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
        .putInt(13)
        .put(header)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
