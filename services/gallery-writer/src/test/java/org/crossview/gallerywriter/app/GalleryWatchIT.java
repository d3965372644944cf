package org.crossview.gallerywriter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.gallery.redis.Manifest;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;

/**
 * What the stage notices of Redis and of its topics while it runs, and what it says of them. A real
 * broker and a real redis-server, new ones for each test.
 */
class GalleryWatchIT extends WithWriter {
  @Test
  void noGalleryIsShownAsCompleteWhileRedisIsAwayOrEmpty() throws Exception {
    bench.sendTiles("a", 0, 3, 3);
    bench.awaitComplete();
    bench.await("the metric", () -> complete() == 1);

    String model = "cv:" + bench.model.version();
    bench.rawRedis.set(model + ":refill", "another writer");
    bench.rawRedis.del(model + ":manifest");
    bench.await("Redis is empty", () -> complete() == 0);
    bench.rawRedis.del(model + ":refill");
    bench.await("refilled", () -> complete() == 1);

    bench.redisServer.stop();
    bench.await("Redis is away", () -> complete() == 0);
    bench.redisServer.startAgain();
    bench.await("refilled again", () -> complete() == 1);
  }

  @Test
  void aRedisThatIsFullIsSaidToBeSoUntilItTakesTilesAgain() throws Exception {
    bench.sendTiles("a", 0, 3, 3);
    bench.awaitComplete();
    bench.await("ready", running.readiness()::isReady);

    bench.rawRedis.configSet("maxmemory", "1");
    bench.sendTiles("b", 0, 1, 1);
    bench.await("it says so", () -> redis().contains("OOM command not allowed"));
    // A second of the keeper's looks, whose reads succeed: none of them may say that Redis serves.
    for (int i = 0; i < 100; i++) {
      assertThat(redis()).contains("OOM command not allowed");
      Thread.sleep(10);
    }

    bench.rawRedis.configSet("maxmemory", "0");
    bench.await("the tile", () -> bench.manifest().orElseThrow().tiles() == 4);
    bench.await("ready again", running.readiness()::isReady);
  }

  @Test
  void anUnreadableRecordAtTheEndOfAPartitionIsNoReasonForARefill() throws Exception {
    // The first filling is over: what comes now is read by the loop alone.
    bench.await("ready at first", running.readiness()::isReady);
    bench.sendTiles("a", 0, 3, 3);
    String key = bench.model.version() + "/none/x";
    bench.send(Topics.TILES_EMBEDDED, key, new byte[] {-1, -1});
    bench.await("all read", () -> bench.committed(Topics.TILES_EMBEDDED) == 4);
    bench.await("its rejection", () -> bench.committed(Topics.TILES_REJECTED) == 1);
    Manifest before = bench.awaitComplete();
    running.close();

    running = bench.start();

    bench.await("ready", running.readiness()::isReady);
    assertThat(bench.manifest()).contains(before);
  }

  @Test
  void aTopicThatIsMadeAnewUnderTheWriterFillsTheGalleryAnewAndOnce() throws Exception {
    bench.sendTiles("a", 0, 20, 20);
    awaitLookAtWhole();

    bench.makeAnew(Topics.TILES_EMBEDDED);
    bench.sendTiles("b", 0, 3, 3);

    // Before them the empty topic may give a whole gallery of no tile: the ledger knows import a.
    bench.await("the new tiles", () -> holds(WriterBench.names("b", 0, 3)));
    bench.await("ready again", running.readiness()::isReady);
    Manifest after = bench.awaitComplete();
    Thread.sleep(1_000);
    assertThat(bench.manifest()).contains(after);
  }

  @Test
  void aTopicThatIsMadeAnewAndOutgrowsTheOldOneIsReadFromItsBeginning() throws Exception {
    bench.sendTiles("a", 0, 4, 4);
    awaitLookAtWhole();

    bench.makeAnew(Topics.TILES_EMBEDDED);
    bench.sendTiles("b", 0, 40, 40);

    bench.await("the new tiles", () -> holds(WriterBench.names("b", 0, 40)));
  }

  @Test
  void aTopicThatIsMadeAnewAndOutgrowsTheOldOneWhileNoWriterRunsIsNoticedByTheNext()
      throws Exception {
    bench.sendTiles("a", 0, 4, 4);
    awaitLookAtWhole();
    running.close();

    bench.makeAnew(Topics.TILES_EMBEDDED);
    bench.sendTiles("b", 0, 40, 40);
    running = bench.start();

    bench.await("the new tiles", () -> holds(WriterBench.names("b", 0, 40)));
  }

  @Test
  void aGalleryOfBeforeTopicsWereNotedIsNotFilledAnewAndNotesThem() throws Exception {
    bench.sendTiles("a", 0, 3, 3);
    awaitLookAtWhole();
    bench.await("all committed", () -> bench.committed(Topics.TILES_EMBEDDED) == 3);
    running.close();
    Manifest before = bench.awaitComplete();
    String topics = "cv:" + bench.model.version() + ":topics";
    Map<String, String> noted = bench.rawRedis.hgetAll(topics);
    bench.rawRedis.del(topics);

    running = bench.start();

    bench.await("the ids", () -> bench.rawRedis.hgetAll(topics).equals(noted));
    assertThat(noted).containsOnlyKeys(Topics.TILES_EMBEDDED, Topics.TILES_REJECTED);
    assertThat(bench.manifest()).contains(before);
  }

  @Test
  void twoWritersReadATopicThatIsMadeAnewFromItsBeginning() throws Exception {
    bench.sendTiles("a", 0, 20, 20);
    awaitLookAtWhole();
    try (WriterBench.Running other = bench.start()) {
      bench.await("two writers", other.readiness()::isReady);

      bench.makeAnew(Topics.TILES_EMBEDDED);
      bench.sendTiles("b", 0, 40, 40);

      bench.await("the new tiles", () -> holds(WriterBench.names("b", 0, 40)));
    }
  }

  /**
   * The writer notes a whole import at the end of a look: what it compares at its start is past.
   */
  private void awaitLookAtWhole() throws Exception {
    bench.await("the ledger", () -> bench.read(Topics.IMPORTS_COMPLETED).size() == 1);
  }

  private boolean holds(Set<String> tiles) {
    try {
      return bench.tiles().equals(tiles);
    } catch (IncompleteGalleryException e) {
      return false;
    }
  }

  private double complete() {
    return running.registry().get("crossview.gallery.complete").gauge().value();
  }

  private String redis() {
    return running.readiness().conditions().get("redis");
  }
}
