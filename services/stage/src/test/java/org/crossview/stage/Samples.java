package org.crossview.stage;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.message.Incoming;

/** Small valid messages for the tests. */
public final class Samples {
  private Samples() {}

  public static PanoramaRef.Builder panoramaRef(String id) {
    return PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle-1").setCapturedAtUs(1);
  }

  public static PanoramaPrepared panorama(String id) {
    return PanoramaPrepared.newBuilder()
        .setRef(panoramaRef(id))
        .setHeight(1)
        .setWidth(1)
        .setBgr(ByteString.copyFrom(new byte[] {1, 2, 3}))
        .build();
  }

  public static TileRef.Builder tileRef(String id) {
    return TileRef.newBuilder()
        .setId(id)
        .setCentre(Position.newBuilder().setLat(48.1).setLon(11.5))
        .setMetresPerPixel(0.2);
  }

  public static TilePrepared tile(String id) {
    return TilePrepared.newBuilder()
        .setRef(tileRef(id))
        .setImport(ImportRef.newBuilder().setId("import-1").setExpectedTiles(3))
        .setHeight(1)
        .setWidth(1)
        .setBgr(ByteString.copyFrom(new byte[] {1, 2, 3}))
        .build();
  }

  public static Incoming incoming(String topic, long offset, byte[] value) {
    return new Incoming(
        topic,
        2,
        offset,
        "some key".getBytes(StandardCharsets.UTF_8),
        value,
        new RecordHeaders(),
        1_000_000);
  }
}
