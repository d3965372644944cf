package org.crossview.cli.demo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.TileImported;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;

/** Sends the tiles of one import to {@code tiles.imported}. */
final class GalleryImport {
  private GalleryImport() {}

  /**
   * Sends all tiles and returns when the broker has them.
   *
   * @param tiles at least one
   * @param source who made the images, as in {@code TileRef.source}
   */
  static void send(KafkaConnection connection, List<GalleryTile> tiles, String source) {
    ImportRef ref =
        ImportRef.newBuilder()
            .setId("import-" + UUID.randomUUID())
            .setExpectedTiles(tiles.size())
            .build();
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(connection.producer("demo-import"))) {
      for (GalleryTile tile : tiles) {
        byte[] key = tile.id().getBytes(StandardCharsets.UTF_8);
        byte[] value = message(tile, ref, source).toByteArray();
        // The callback sees what the future would tell.
        var _ =
            producer.send(
                new ProducerRecord<>(Topics.TILES_IMPORTED, key, value),
                (metadata, e) -> {
                  if (e != null) {
                    failure.compareAndSet(null, e);
                  }
                });
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException(
          "the broker did not take all tiles: " + failure.get().getMessage(), failure.get());
    }
  }

  private static TileImported message(GalleryTile tile, ImportRef ref, String source) {
    TileRef.Builder about = TileRef.newBuilder().setId(tile.id()).setSource(source).setRevision(1);
    tile.position()
        .ifPresent(c -> about.setCentre(Position.newBuilder().setLat(c.lat()).setLon(c.lon())));
    try {
      return TileImported.newBuilder()
          .setRef(about)
          .setImport(ref)
          .setImage(ByteString.copyFrom(Files.readAllBytes(tile.file())))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the tile " + tile.file(), e);
    }
  }
}
