package org.crossview.gallerywriter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.redis.Manifest;
import org.crossview.gallery.redis.TileChange;
import org.crossview.proto.v1.ImportCompleted;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;

/**
 * The stage when its Redis loses something: what the topics hold decides what a refill gives. A
 * real broker and a real redis-server, new ones for each test.
 */
class GalleryRefillIT extends WithWriter {
  @Test
  void anEmptiedRedisIsRefilledWithoutBeingAsked() throws Exception {
    bench.sendTiles("a", 0, 30, 31);
    bench.send(
        Topics.TILES_REJECTED, "a-30", WriterBench.rejection("a-30", "a", 31, 5).toByteArray());
    Manifest before = bench.awaitComplete();
    bench.await("the ledger", () -> bench.read(Topics.IMPORTS_COMPLETED).size() == 1);

    bench.rawRedis.flushAll();

    Manifest after = bench.awaitFilledAnew(before);
    assertThat(after.epoch()).isGreaterThan(before.epoch());
    assertThat(after.tiles()).isEqualTo(30);
    assertThat(after.written()).isEqualTo(30);
    assertThat(after.rejected()).isEqualTo(1);
    assertThat(bench.tiles()).isEqualTo(WriterBench.names("a", 0, 30));
    bench.await("ready again", running.readiness()::isReady);

    bench.sendTiles("b", 0, 3, 3);
    bench.await("the next import", () -> bench.manifest().orElseThrow().tiles() == 33);
    bench.awaitComplete();
    bench.await("the dead letter", () -> !bench.deadLetters().isEmpty());
    assertThat(bench.deadLetters()).hasSize(1);
  }

  @Test
  void aRedisThatIsEmptiedInTheMiddleOfAnImportIsNotTakenForWhole() throws Exception {
    bench.sendTiles("a", 0, 20, 40);
    bench.await("half of it", () -> bench.written() == 20);
    bench.rawRedis.flushAll();
    bench.await("refilled", () -> bench.manifest().filter(m -> m.written() == 20).isPresent());
    Thread.sleep(700);
    assertThat(bench.manifest().orElseThrow().state()).isEqualTo(Manifest.State.BUILDING);
    bench.sendTiles("a", 20, 40, 40);
    bench.awaitComplete();
    assertThat(bench.tiles()).hasSize(40);
  }

  @Test
  void whileRedisIsDownNothingIsLostAndTheStageSaysSo() throws Exception {
    bench.sendTiles("a", 0, 10, 30);
    bench.await("the first ten", () -> bench.written() == 10);
    bench.redisServer.stop();
    bench.await(
        "it says so",
        () -> running.readiness().conditions().get("redis").contains("cannot be used"));
    assertThat(running.readiness().isReady()).isFalse();
    bench.sendTiles("a", 10, 20, 30);
    Thread.sleep(500);
    bench.redisServer.startAgain();
    bench.sendTiles("a", 20, 30, 30);
    bench.awaitComplete();
    assertThat(bench.tiles()).isEqualTo(WriterBench.names("a", 0, 30));
    bench.await("ready again", running.readiness()::isReady);
    assertThat(running.liveness().failure()).isEmpty();
  }

  @Test
  void lostEntriesAreFoundAndTheGalleryRefilled() throws Exception {
    bench.sendTiles("a", 0, 20, 20);
    Manifest before = bench.awaitComplete();
    String cell = bench.tile("a-0", "a", 20).getCell();
    bench.rawRedis.del("cv:{%s:%s}:d:2".formatted(bench.model.version(), cell));
    bench.awaitFilledAnew(before);
    assertThat(bench.tiles()).hasSize(20);
  }

  @Test
  void aGalleryThatFillsRedisIsRefilledNevertheless() throws Exception {
    bench.sendTiles("a", 0, 3, 3);
    Manifest before = bench.awaitComplete();
    String model = "cv:" + bench.model.version();
    bench.rawRedis.set(model + ":old", "x".repeat(32 << 20));
    bench.rawRedis.configSet("maxmemory", "16mb");

    bench.rawRedis.del(model + ":manifest");

    assertThat(bench.awaitFilledAnew(before).tiles()).isEqualTo(3);
    bench.await("ready again", running.readiness()::isReady);
  }

  @Test
  void aTileThatMovedAndWasRemovedDoesNotComeBack() throws Exception {
    bench.sendTiles("a", 0, 3, 3);
    bench.awaitComplete();
    TileEmbedded.Builder moved = bench.tile("a-1", "b", 1).setCell("elsewhere");
    bench.send(moved);
    bench.await("the move", () -> bench.manifest().orElseThrow().expected() == 4);
    bench.send(Topics.TILES_EMBEDDED, WriterBench.key(moved), null);
    bench.await("two tiles", () -> bench.manifest().orElseThrow().tiles() == 2);
    bench.await("compaction leaves two", () -> compacted().size() == 2);
    String left = "cv:%s:left".formatted(bench.model.version());
    bench.await("nothing to remember", () -> !bench.rawRedis.exists(left));
    Manifest before = bench.awaitComplete();

    bench.rawRedis.flushAll();

    assertThat(bench.awaitFilledAnew(before).tiles()).isEqualTo(2);
    assertThat(bench.tiles()).containsExactly("a-0", "a-2");
  }

  @Test
  void aWriterThatWasKilledBetweenRedisAndKafkaRemovesWhatAMovedTileLeftAfterItsRestart()
      throws Exception {
    bench.sendTiles("a", 0, 3, 3);
    bench.awaitComplete();
    TileEmbedded.Builder moved = bench.tile("a-1", "b", 1).setCell("elsewhere");
    bench.send(moved);
    bench.await("the move", () -> bench.manifest().orElseThrow().expected() == 4);
    bench.await("all committed", () -> bench.committed(Topics.TILES_EMBEDDED) >= 4);
    running.close();
    // What the killed one had done: Redis holds the removal, and the group has not committed it.
    bench.send(Topics.TILES_EMBEDDED, WriterBench.key(moved), null);
    TileKey key = TileKey.parse(WriterBench.key(moved));
    bench.store.apply(
        bench.manifest().orElseThrow().generation(),
        List.of(new TileChange.Remove(key)),
        bench.ends());

    running = bench.start();

    bench.await("compaction leaves two", () -> compacted().size() == 2);
  }

  /** The keys whose last record has a value: what compaction keeps of the topic for ever. */
  private Set<String> compacted() {
    Set<String> keys = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : bench.read(Topics.TILES_EMBEDDED)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        keys.remove(key);
      } else {
        keys.add(key);
      }
    }
    return keys;
  }

  @Test
  void aRedisThatWasSetBackIsNoticedByTheNextWriter() throws Exception {
    bench.sendTiles("a", 0, 20, 20);
    Manifest before = bench.awaitComplete();
    bench.await("all committed", () -> bench.committed(Topics.TILES_EMBEDDED) >= 20);
    running.close();
    String positions = "cv:%s:positions".formatted(bench.model.version());
    for (String partition : List.of("tiles.embedded/0", "tiles.embedded/1")) {
      bench.rawRedis.hset(positions, partition, "1");
    }
    running = bench.start();
    bench.awaitFilledAnew(before);
    assertThat(bench.tiles()).hasSize(20);
  }

  @Test
  void aRedisFilledFromOtherTopicsIsFilledAnew() throws Exception {
    running.close();
    Manifest foreign = bench.store.startOver(7, List.of());
    bench.store.apply(foreign.generation(), List.of(), Map.of("tiles.embedded/0", 1_000L));
    bench.store.endRefill(foreign.generation());
    running = bench.start();
    bench.sendTiles("a", 0, 3, 3);
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
    bench.sendTiles("second", 0, 2, 2);
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
}
