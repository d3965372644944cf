package org.crossview.preprocessing;

import com.google.protobuf.ByteString;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.TileImported;
import org.crossview.proto.v1.TileRef;

/** Messages that tests send. */
public final class Messages {
  private Messages() {}

  /** A ref with what is needed, north in the centre. */
  public static PanoramaRef.Builder panoramaRef(String id) {
    return PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle-" + id);
  }

  /** A panorama that can be prepared, unless its image cannot. */
  public static PanoramaCaptured.Builder captured(String id, byte[] image) {
    return PanoramaCaptured.newBuilder()
        .setRef(panoramaRef(id))
        .setImage(ByteString.copyFrom(image))
        .setProjection("equirectangular");
  }

  /** A tile that can be prepared, unless its image cannot. */
  public static TileImported.Builder imported(String id, byte[] image) {
    return TileImported.newBuilder()
        .setRef(
            TileRef.newBuilder()
                .setId(id)
                .setCentre(Position.newBuilder().setLat(60.2).setLon(24.9))
                .setMetresPerPixel(0.3))
        .setImport(ImportRef.newBuilder().setId("import-1").setExpectedTiles(10))
        .setImage(ByteString.copyFrom(image));
  }
}
