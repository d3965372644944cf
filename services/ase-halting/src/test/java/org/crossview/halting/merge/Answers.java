package org.crossview.halting.merge;

import java.util.List;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.StepCandidates;
import org.crossview.proto.v1.TileRef;

/** Small answers of shards, to read in a test. */
public final class Answers {
  public static final String MODEL = "0123456789ab";

  private Answers() {}

  public static PanoramaRef panorama(String id) {
    return PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle-1").build();
  }

  /** A tile without a position. */
  public static Candidate tile(String id, double distance) {
    return Candidate.newBuilder()
        .setTile(TileRef.newBuilder().setId(id))
        .setDistance((float) distance)
        .build();
  }

  public static Candidate tileAt(String id, double distance, double lat, double lon) {
    Candidate tile = tile(id, distance);
    return tile.toBuilder()
        .setTile(
            tile.getTile().toBuilder().setCentre(Position.newBuilder().setLat(lat).setLon(lon)))
        .build();
  }

  @SafeVarargs
  public static PanoramaSearched answer(
      PanoramaRef ref, int shard, int shards, List<Candidate>... steps) {
    PanoramaSearched.Builder answer =
        PanoramaSearched.newBuilder()
            .setRef(ref)
            .setModelVersion(MODEL)
            .setShard(shard)
            .setShards(shards)
            .setGalleryEpoch(1);
    for (List<Candidate> step : steps) {
      answer.addSteps(StepCandidates.newBuilder().addAllCandidates(step));
    }
    return answer.build();
  }
}
