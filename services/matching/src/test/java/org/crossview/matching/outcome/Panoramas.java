package org.crossview.matching.outcome;

import com.google.protobuf.ByteString;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaHalted;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileRef;

/** Small messages of the stages before, to read in a test. */
public final class Panoramas {
  private Panoramas() {}

  public static PanoramaRef panorama(String id) {
    return PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle-1").build();
  }

  /** Halted at step 2 with C = -.25 and a tile at 60.5, 24.25 before one without a position. */
  public static PanoramaHalted halted(PanoramaRef ref) {
    return PanoramaHalted.newBuilder()
        .setRef(ref)
        .setModelVersion("0123456789ab")
        .setStep(2)
        .addConfidences(-.5f)
        .addConfidences(-.25f)
        .addCandidates(
            Candidate.newBuilder()
                .setTile(
                    TileRef.newBuilder()
                        .setId("tile-1")
                        .setCentre(Position.newBuilder().setLat(60.5).setLon(24.25)))
                .setDistance(.5f))
        .addCandidates(
            Candidate.newBuilder().setTile(TileRef.newBuilder().setId("tile-2")).setDistance(.75f))
        .addTimings(StageTiming.newBuilder().setStage("ase-halting").setSentAtUs(1))
        .build();
  }

  /** Rejected by polar-preprocessing, read at panoramas.captured/3@7. */
  public static PanoramaRejected rejected(PanoramaRef ref) {
    return unreadable(7).toBuilder().setRef(ref).setReason("undecodable-image").build();
  }

  /** A record without an id, read at that offset. */
  public static PanoramaRejected unreadable(long offset) {
    return PanoramaRejected.newBuilder()
        .setStage("polar-preprocessing")
        .setReason("unreadable-message")
        .setDetail("The 3 bytes are no message.")
        .setOrigin(
            Origin.newBuilder().setTopic("panoramas.captured").setPartition(3).setOffset(offset))
        .setOriginal(ByteString.copyFrom(new byte[] {1, 2, 3}))
        .addTimings(StageTiming.newBuilder().setStage("polar-preprocessing").setSentAtUs(42))
        .build();
  }
}
