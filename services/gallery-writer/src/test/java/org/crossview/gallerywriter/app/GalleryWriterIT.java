package org.crossview.gallerywriter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import org.crossview.gallery.index.IncompleteGalleryException;
import org.crossview.gallery.redis.Manifest;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.ImportCompleted;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TileRef;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;

/**
 * Imports into the stage against a real broker and a real redis-server, new ones for each test:
 * what the topics hold decides what the gallery is.
 */
class GalleryWriterIT extends WithWriter {
  @Test
  void anImportWithABadTileBecomesAWholeEpochAndTheBadTileOneDeadLetter() throws Exception {
    bench.await("ready", running.readiness()::isReady);
    bench.sendTiles("a", 0, 9, 10);
    bench.await("nine tiles", () -> bench.written() == 9);
    Thread.sleep(500);
    assertThat(bench.manifest().orElseThrow().state()).isEqualTo(Manifest.State.BUILDING);
    assertThatThrownBy(bench::tiles).isInstanceOf(IncompleteGalleryException.class);

    TileRejected rejected = WriterBench.rejection("a-9", "a", 10, 77);
    bench.send(Topics.TILES_REJECTED, "a-9", rejected.toByteArray());

    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.epoch()).isEqualTo(1);
    assertThat(manifest.expected()).isEqualTo(10);
    assertThat(manifest.written()).isEqualTo(9);
    assertThat(manifest.rejected()).isEqualTo(1);
    assertThat(bench.tiles()).isEqualTo(WriterBench.names("a", 0, 9));
    bench.await("a dead letter", () -> bench.deadLetters().size() == 1);
    DeadLetter letter = bench.deadLetters().getFirst();
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
    bench.sendTiles("a", 0, 5, 10);
    bench.sendTiles("a", 0, 5, 10);
    bench.send(
        Topics.TILES_REJECTED, "a-9", WriterBench.rejection("a-9", "a", 10, 77).toByteArray());
    bench.send(
        Topics.TILES_REJECTED, "a-9", WriterBench.rejection("a-9", "a", 10, 77).toByteArray());
    bench.await("the copies of tiles", () -> bench.committed(Topics.TILES_EMBEDDED) == 10);
    bench.await("the copy of the rejection", () -> bench.committed(Topics.TILES_REJECTED) == 2);
    Manifest manifest = bench.manifest().orElseThrow();
    assertThat(manifest.written()).isEqualTo(5);
    assertThat(manifest.rejected()).isEqualTo(1);
    assertThat(manifest.state()).isEqualTo(Manifest.State.BUILDING);
    bench.sendTiles("a", 5, 9, 10);
    assertThat(bench.awaitComplete().written()).isEqualTo(9);
    bench.await("a dead letter", () -> !bench.deadLetters().isEmpty());
    assertThat(bench.deadLetters()).as("of one record, rejected twice").hasSize(1);
  }

  @Test
  void aRemovalAndAHigherRevisionGiveTheNextEpoch() throws Exception {
    bench.sendTiles("a", 0, 3, 3);
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
                .getBytes(StandardCharsets.UTF_8),
            "a-0".getBytes(StandardCharsets.UTF_8));
    assertThat(TileRef.parseFrom(stored).getSource()).isEqualTo("newer");
  }

  @Test
  void anImportThatTheOperatorGivesUpIsTakenForWholeWithTheTilesItHas() throws Exception {
    bench.sendTiles("abandoned", 0, 3, 10);
    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.expected()).isEqualTo(10);
    assertThat(bench.tiles()).isEqualTo(WriterBench.names("abandoned", 0, 3));
    bench.await("the ledger", () -> bench.read(Topics.IMPORTS_COMPLETED).size() == 1);
  }

  @Test
  void aRecordThatContradictsItselfIsRejectedAloneAndCounted() throws Exception {
    TileEmbedded.Builder shorter = bench.tile("a-3", "a", 5);
    shorter.setSteps(
        1, StepDescriptor.newBuilder().setLength(1).setFloat16Le(ByteString.copyFrom(new byte[2])));
    bench.sendTiles("a", 0, 3, 5);
    bench.send(shorter);
    bench.send(Topics.TILES_EMBEDDED, bench.model.version() + "/none/x", new byte[] {-1, -1});
    TileEmbedded.Builder other = bench.tile("a-4", "a", 5).setModelVersion("ba9876543210");
    bench.send(other);
    bench.sendTiles("a", 4, 5, 5);

    Manifest manifest = bench.awaitComplete();
    assertThat(manifest.written()).isEqualTo(4);
    assertThat(manifest.rejected()).isEqualTo(1);
    assertThat(bench.tiles()).containsExactly("a-0", "a-1", "a-2", "a-4");
    bench.await("two dead letters", () -> bench.deadLetters().size() == 2);
    assertThat(bench.deadLetters()).extracting(DeadLetter::getStage).containsOnly("gallery-writer");
    assertThat(bench.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactlyInAnyOrder("invalid-field", "unreadable-message");

    bench.rawRedis.flushAll();
    bench.await("refilled", () -> bench.manifest().filter(Manifest::isComplete).isPresent());
    Thread.sleep(500);
    assertThat(bench.deadLetters()).as("the refill reports nothing a second time").hasSize(2);
  }

  @Test
  void rejectionsOfAnotherModelsImportsNeitherCompleteTheGalleryNorHoldItUp() throws Exception {
    bench.send(
        Topics.TILES_REJECTED, "x", WriterBench.rejection("x", "alone", 1, 70).toByteArray());
    bench.await("the rejection", () -> bench.store.imports().size() == 1);
    Thread.sleep(500);
    assertThat(bench.manifest().orElseThrow().state()).isEqualTo(Manifest.State.BUILDING);

    bench.sendTiles("a", 0, 3, 3);
    Manifest complete = bench.awaitComplete();
    bench.send(
        Topics.TILES_REJECTED, "y", WriterBench.rejection("y", "foreign", 50, 71).toByteArray());
    bench.await("the next rejection", () -> bench.store.imports().size() == 3);
    assertThat(bench.manifest()).contains(complete);

    bench.rawRedis.flushAll();
    Manifest refilled = bench.awaitFilledAnew(complete);
    assertThat(refilled.expected()).isEqualTo(3);
    assertThat(refilled.rejected()).isZero();
  }

  private double gauge(String name) {
    return running.registry().get(name).gauge().value();
  }
}
