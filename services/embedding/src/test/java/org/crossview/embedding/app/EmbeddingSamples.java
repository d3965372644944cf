package org.crossview.embedding.app;

import com.google.protobuf.ByteString;
import java.util.Random;
import org.crossview.core.model.ModelDescription;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRef;

/** Prepared panoramas and tiles of a model's size; the same seed gives the same pixels. */
record EmbeddingSamples(ModelDescription model) {
  static PanoramaRef.Builder ref(String id) {
    return PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle-1").setCapturedAtUs(1);
  }

  /**
   * A panorama of random colours.
   *
   * @param narrower columns that it has too few
   */
  PanoramaPrepared panorama(String id, int seed, int narrower) {
    int width = model.width() - narrower;
    return PanoramaPrepared.newBuilder()
        .setRef(ref(id))
        .setHeight(model.height())
        .setWidth(width)
        .setBgr(blocks(seed, model.height(), width))
        .build();
  }

  /** A tile of an import of 13. */
  TilePrepared tile(String id, int seed) {
    return TilePrepared.newBuilder()
        .setRef(
            TileRef.newBuilder()
                .setId(id)
                .setCentre(Position.newBuilder().setLat(48 + seed * 0.001).setLon(11)))
        .setImport(ImportRef.newBuilder().setId("import-1").setExpectedTiles(13))
        .setHeight(model.aerialHeight())
        .setWidth(model.aerialWidth())
        .setBgr(blocks(seed, model.aerialHeight(), model.aerialWidth()))
        .build();
  }

  /** Blocks of random colours: unlike each other after pooling too. */
  private static ByteString blocks(int seed, int height, int width) {
    Random random = new Random(seed);
    byte[] colours = new byte[64 * 256 * 3];
    random.nextBytes(colours);
    byte[] bgr = new byte[height * width * 3];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int block = (row / 16) * 64 + column / 16;
        System.arraycopy(colours, block * 3, bgr, (row * width + column) * 3, 3);
      }
    }
    return ByteString.copyFrom(bgr);
  }
}
