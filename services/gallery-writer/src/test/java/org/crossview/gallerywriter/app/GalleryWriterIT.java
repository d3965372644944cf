package org.crossview.gallerywriter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.gallery.redis.Manifest;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.ImportCompleted;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TileRef;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stage against a real broker and a real redis-server, new ones for each test: what the topics
 * hold decides what a refill gives.
 */
class GalleryWriterIT {
  @TempDir private Path folder;
  private WriterBench bench;
  private WriterBench.Running running;

  @BeforeEach
  void start() throws Exception {
    bench = new WriterBench(folder);
    running = bench.start();
  }

  @AfterEach
  void stop() {
    running.close();
    bench.close();
  }

  @Test
  void anImportWithABadTileBecomesAWholeEpochAndTheBadTileOneDeadLetter() throws Exception {
    bench.await("ready", running.readiness()::isReady);
    sendTiles("a", 0, 9, 10);
    bench.await("nine tiles", () -> written() == 9);
    Thread.sleep(500);
    assertThat(bench.manifest().orElseThrow().state()).isEqualTo(Manifest.State.BUILDING);
    assertThatThrownBy(bench::tiles).isInstanceOf(IncompleteGalleryException.class);

    TileRejected rejected = rejection("a-9", "a", 10, 77);
    bench.send(Topics.TILES_REJECTED, "a-9", rejected.toByteArray());

    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.epoch()).isEqualTo(1);
    assertThat(manifest.expected()).isEqualTo(10);
    assertThat(manifest.written()).isEqualTo(9);
    assertThat(manifest.rejected()).isEqualTo(1);
    assertThat(bench.tiles()).isEqualTo(names("a", 0, 9));
    bench.await("a dead letter", () -> deadLetters().size() == 1);
    DeadLetter letter = deadLetters().getFirst();
    assertThat(letter.getTile()).isEqualTo(rejected.getRef());
    assertThat(letter.getStage()).isEqualTo("embedding");
    assertThat(letter.getReason()).isEqualTo("undecodable-image");
    assertThat(letter.getOrigin()).isEqualTo(rejected.getOrigin());
    assertThat(letter.getOriginal()).isEqualTo(rejected.getOriginal());
    bench.await("the ledger", () -> bench.read(Topics.IMPORTS_COMPLETED).size() == 1);
    ImportCompleted completed =
        ImportCompleted.parseFrom(bench.read(Topics.IMPORTS_COMPLETED).getFirst().value());
    assertThat(completed.getImport().getId()).isEqualTo("a");
    assertThat(completed.getWritten()).isEqualTo(9);
    assertThat(completed.getRejected()).isEqualTo(1);
    assertThat(running.readiness().isReady()).isTrue();
    bench.await("the metric", () -> gauge("crossview.gallery.epoch") == 1);
    assertThat(gauge("crossview.gallery.tiles")).isEqualTo(9);
  }

  @Test
  void whatIsDeliveredTwiceCountsOnce() throws Exception {
    sendTiles("a", 0, 5, 10);
    sendTiles("a", 0, 5, 10);
    bench.send(Topics.TILES_REJECTED, "a-9", rejection("a-9", "a", 10, 77).toByteArray());
    bench.send(Topics.TILES_REJECTED, "a-9", rejection("a-9", "a", 10, 77).toByteArray());
    bench.await("five tiles", () -> written() == 5);
    Thread.sleep(700);
    Manifest manifest = bench.manifest().orElseThrow();
    assertThat(manifest.written()).isEqualTo(5);
    assertThat(manifest.rejected()).isEqualTo(1);
    assertThat(manifest.state()).isEqualTo(Manifest.State.BUILDING);
    sendTiles("a", 5, 9, 10);
    assertThat(bench.awaitComplete().written()).isEqualTo(9);
    bench.await("a dead letter", () -> !deadLetters().isEmpty());
    assertThat(deadLetters()).as("of one record, rejected twice").hasSize(1);
  }

  @Test
  void anEmptiedRedisIsRefilledWithoutBeingAsked() throws Exception {
    sendTiles("a", 0, 30, 31);
    bench.send(Topics.TILES_REJECTED, "a-30", rejection("a-30", "a", 31, 5).toByteArray());
    Manifest before = bench.awaitComplete();
    bench.await("the ledger", () -> bench.read(Topics.IMPORTS_COMPLETED).size() == 1);

    bench.rawRedis.flushAll();

    bench.await(
        "another filling",
        () ->
            bench
                .manifest()
                .filter(m -> m.isComplete() && !m.generation().equals(before.generation()))
                .isPresent());
    Manifest after = bench.manifest().orElseThrow();
    assertThat(after.epoch()).isGreaterThan(before.epoch());
    assertThat(after.tiles()).isEqualTo(30);
    assertThat(after.written()).isEqualTo(30);
    assertThat(after.rejected()).isEqualTo(1);
    assertThat(bench.tiles()).isEqualTo(names("a", 0, 30));
    bench.await("ready again", running.readiness()::isReady);

    sendTiles("b", 0, 3, 3);
    bench.await("the next import", () -> bench.manifest().orElseThrow().tiles() == 33);
    bench.awaitComplete();
    bench.await("the dead letter", () -> !deadLetters().isEmpty());
    assertThat(deadLetters()).hasSize(1);
  }

  @Test
  void aRedisThatIsEmptiedInTheMiddleOfAnImportIsNotTakenForWhole() throws Exception {
    sendTiles("a", 0, 20, 40);
    bench.await("half of it", () -> written() == 20);
    bench.rawRedis.flushAll();
    bench.await("refilled", () -> bench.manifest().filter(m -> m.written() == 20).isPresent());
    Thread.sleep(700);
    assertThat(bench.manifest().orElseThrow().state()).isEqualTo(Manifest.State.BUILDING);
    sendTiles("a", 20, 40, 40);
    bench.awaitComplete();
    assertThat(bench.tiles()).hasSize(40);
  }

  @Test
  void whileRedisIsDownNothingIsLostAndTheStageSaysSo() throws Exception {
    sendTiles("a", 0, 10, 30);
    bench.await("the first ten", () -> written() == 10);
    bench.redisServer.stop();
    bench.await(
        "it says so",
        () -> running.readiness().conditions().get("redis").contains("cannot be used"));
    assertThat(running.readiness().isReady()).isFalse();
    sendTiles("a", 10, 20, 30);
    Thread.sleep(500);
    bench.redisServer.startAgain();
    sendTiles("a", 20, 30, 30);
    bench.awaitComplete();
    assertThat(bench.tiles()).isEqualTo(names("a", 0, 30));
    bench.await("ready again", running.readiness()::isReady);
    assertThat(running.liveness().failure()).isEmpty();
  }

  @Test
  void lostEntriesAreFoundAndTheGalleryRefilled() throws Exception {
    sendTiles("a", 0, 20, 20);
    Manifest before = bench.awaitComplete();
    String cell = bench.tile("a-0", "a", 20).getCell();
    bench.rawRedis.del("cv:{%s:%s}:d:2".formatted(bench.model.version(), cell));
    bench.await(
        "another filling",
        () ->
            bench
                .manifest()
                .filter(m -> m.isComplete() && !m.generation().equals(before.generation()))
                .isPresent());
    assertThat(bench.tiles()).hasSize(20);
  }

  @Test
  void aRedisThatWasSetBackIsNoticedByTheNextWriter() throws Exception {
    sendTiles("a", 0, 20, 20);
    Manifest before = bench.awaitComplete();
    bench.await("all committed", () -> bench.committed() >= 20);
    running.close();
    String positions = "cv:%s:positions".formatted(bench.model.version());
    for (String partition : List.of("tiles.embedded/0", "tiles.embedded/1")) {
      bench.rawRedis.hset(positions, partition, "1");
    }
    running = bench.start();
    bench.await(
        "another filling",
        () ->
            bench
                .manifest()
                .filter(m -> m.isComplete() && !m.generation().equals(before.generation()))
                .isPresent());
    assertThat(bench.tiles()).hasSize(20);
  }

  @Test
  void aRedisFilledFromOtherTopicsIsFilledAnew() throws Exception {
    running.close();
    Manifest foreign = bench.store.startOver(7, List.of());
    bench.store.apply(
        foreign.generation(), List.of(), java.util.Map.of("tiles.embedded/0", 1_000L));
    bench.store.endRefill(foreign.generation());
    running = bench.start();
    sendTiles("a", 0, 3, 3);
    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.generation()).isNotEqualTo(foreign.generation());
    assertThat(manifest.epoch()).isEqualTo(8);
    assertThat(bench.tiles()).hasSize(3);
  }

  @Test
  void anImportWhoseTilesWereReplacedSinceIsStillWholeAfterARefill() throws Exception {
    // As compaction leaves the topic: of the three tiles of the first import one is left.
    ImportCompleted first =
        ImportCompleted.newBuilder()
            .setImport(ImportRef.newBuilder().setId("first").setExpectedTiles(3))
            .setModelVersion(bench.model.version())
            .setWritten(3)
            .build();
    running.close();
    bench.send(Topics.IMPORTS_COMPLETED, bench.model.version() + "/first", first.toByteArray());
    bench.send(bench.tile("first-0", "first", 3));
    sendTiles("second", 0, 2, 2);
    bench.rawRedis.flushAll();
    running = bench.start();
    // The manifest of before the restart is complete as well, with no tile.
    bench.await(
        "all three tiles",
        () -> bench.manifest().filter(m -> m.isComplete() && m.tiles() == 3).isPresent());
    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.tiles()).isEqualTo(3);
    assertThat(manifest.expected()).isEqualTo(5);
    assertThat(manifest.written()).isEqualTo(5);
  }

  @Test
  void aRemovalAndAHigherRevisionGiveTheNextEpoch() throws Exception {
    sendTiles("a", 0, 3, 3);
    assertThat(bench.awaitComplete().epoch()).isEqualTo(1);
    bench.send(Topics.TILES_EMBEDDED, WriterBench.key(bench.tile("a-1", "a", 3)), null);
    bench.await("two tiles", () -> bench.manifest().orElseThrow().tiles() == 2);
    Manifest removed = bench.awaitComplete();
    assertThat(removed.epoch()).isEqualTo(2);
    assertThat(bench.tiles()).containsExactly("a-0", "a-2");

    TileEmbedded.Builder newer = bench.tile("a-0", "b", 1);
    newer.getRefBuilder().setRevision(3).setSource("newer");
    bench.send(newer);
    bench.await("the next epoch", () -> bench.manifest().orElseThrow().epoch() == 3);
    TileEmbedded.Builder older = bench.tile("a-0", "c", 1);
    older.getRefBuilder().setRevision(2).setSource("older");
    bench.send(older);
    bench.await("its import is counted", () -> bench.manifest().orElseThrow().expected() == 5);
    Manifest last = bench.awaitComplete();
    assertThat(last.tiles()).isEqualTo(2);
    byte[] stored =
        bench.rawRedis.hget(
            "cv:{%s:%s}:tiles"
                .formatted(bench.model.version(), newer.getCell())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "a-0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(TileRef.parseFrom(stored).getSource()).isEqualTo("newer");
  }

  @Test
  void anImportThatTheOperatorGivesUpIsTakenForWholeWithTheTilesItHas() throws Exception {
    sendTiles("abandoned", 0, 3, 10);
    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.expected()).isEqualTo(10);
    assertThat(bench.tiles()).isEqualTo(names("abandoned", 0, 3));
    bench.await("the ledger", () -> bench.read(Topics.IMPORTS_COMPLETED).size() == 1);
  }

  @Test
  void aRecordThatContradictsItselfIsRejectedAloneAndCounted() throws Exception {
    TileEmbedded.Builder shorter = bench.tile("a-3", "a", 5);
    shorter.setSteps(
        1,
        StepDescriptor.newBuilder()
            .setLength(1)
            .setFloat16Le(com.google.protobuf.ByteString.copyFrom(new byte[2])));
    sendTiles("a", 0, 3, 5);
    bench.send(shorter);
    bench.send(Topics.TILES_EMBEDDED, bench.model.version() + "/none/x", new byte[] {-1, -1});
    TileEmbedded.Builder other = bench.tile("a-4", "a", 5).setModelVersion("ba9876543210");
    bench.send(other);
    sendTiles("a", 4, 5, 5);

    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.written()).isEqualTo(4);
    assertThat(manifest.rejected()).isEqualTo(1);
    assertThat(bench.tiles()).containsExactly("a-0", "a-1", "a-2", "a-4");
    bench.await("two dead letters", () -> deadLetters().size() == 2);
    assertThat(deadLetters()).extracting(DeadLetter::getStage).containsOnly("gallery-writer");
    assertThat(deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactlyInAnyOrder("invalid-field", "unreadable-message");

    bench.rawRedis.flushAll();
    bench.await("refilled", () -> bench.manifest().filter(Manifest::isComplete).isPresent());
    Thread.sleep(500);
    assertThat(deadLetters()).as("the refill reports nothing a second time").hasSize(2);
  }

  private void sendTiles(String ofImport, int from, int to, int expected) {
    for (int i = from; i < to; i++) {
      bench.send(bench.tile(ofImport + "-" + i, ofImport, expected));
    }
  }

  private static Set<String> names(String ofImport, int from, int to) {
    Set<String> names = new TreeSet<>();
    for (int i = from; i < to; i++) {
      names.add(ofImport + "-" + i);
    }
    return names;
  }

  private static TileRejected rejection(String tile, String ofImport, int expected, long offset) {
    return TileRejected.newBuilder()
        .setRef(TileRef.newBuilder().setId(tile))
        .setImport(ImportRef.newBuilder().setId(ofImport).setExpectedTiles(expected))
        .setStage("embedding")
        .setReason("undecodable-image")
        .setDetail("no picture")
        .setOrigin(Origin.newBuilder().setTopic("tiles.imported").setOffset(offset))
        .setOriginal(com.google.protobuf.ByteString.copyFromUtf8("not a picture"))
        .build();
  }

  private long written() {
    return bench.manifest().map(Manifest::written).orElse(-1L);
  }

  private double gauge(String name) {
    return running.registry().get(name).gauge().value();
  }

  private List<DeadLetter> deadLetters() {
    return bench.read(Topics.DEAD_LETTERS).stream()
        .map(
            record -> {
              try {
                return DeadLetter.parseFrom(record.value());
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }
}
