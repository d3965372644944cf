package org.crossview.embedding.batch;

import java.time.Clock;
import java.util.List;
import org.crossview.core.geo.H3Cells;
import org.crossview.core.geo.LatLon;
import org.crossview.core.tile.TileKey;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.Topics;
import org.crossview.stage.batch.BatchInput;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.StageTimings;

/** What this stage does: prepared panoramas and tiles in, descriptors of all steps out. */
public final class Embeddings {
  /** The stage's name in timings, metrics and rejections. */
  public static final String STAGE = "embedding";

  private final String modelVersion;
  private final Clock clock;

  /**
   * @param modelVersion of the network that computes the descriptors
   */
  public Embeddings(String modelVersion, Clock clock) {
    this.modelVersion = modelVersion;
    this.clock = clock;
  }

  /** Panoramas: the ground branch, keyed by vehicle. */
  public BatchInput<PanoramaPrepared> panoramas(Branch ground) {
    return new BatchInput<>(
        MessageType.PANORAMA_PREPARED,
        new BatchEmbedding<>(
            ground,
            modelVersion,
            message ->
                new BatchEmbedding.Pixels(
                    message.getHeight(), message.getWidth(), message.getBgr()),
            this::embedded));
  }

  /** Tiles: the aerial branch, keyed by model, cell and tile. */
  public BatchInput<TilePrepared> tiles(Branch aerial) {
    return new BatchInput<>(
        MessageType.TILE_PREPARED,
        new BatchEmbedding<>(
            aerial,
            modelVersion,
            message ->
                new BatchEmbedding.Pixels(
                    message.getHeight(), message.getWidth(), message.getBgr()),
            this::embeddedTile));
  }

  private Outgoing embedded(Item<PanoramaPrepared> item, List<StepDescriptor> steps) {
    PanoramaPrepared message = item.message();
    return Outgoing.of(
        Topics.PANORAMAS_EMBEDDED,
        message.getRef().getVehicleId(),
        PanoramaEmbedded.newBuilder()
            .setRef(message.getRef())
            .setModelVersion(modelVersion)
            .addAllSteps(steps)
            .addAllTimings(
                StageTimings.append(message.getTimingsList(), STAGE, item.record(), clock))
            .build());
  }

  private Outgoing embeddedTile(Item<TilePrepared> item, List<StepDescriptor> steps) {
    TilePrepared message = item.message();
    TileRef ref = message.getRef();
    String cell = H3Cells.cell(ref.hasCentre() ? latLon(ref.getCentre()) : null);
    return new Outgoing(
        Topics.TILES_EMBEDDED,
        new TileKey(modelVersion, cell, ref.getId()).toBytes(),
        TileEmbedded.newBuilder()
            .setRef(ref)
            .setImport(message.getImport())
            .setModelVersion(modelVersion)
            .setCell(cell)
            .addAllSteps(steps)
            .addAllTimings(
                StageTimings.append(message.getTimingsList(), STAGE, item.record(), clock))
            .build()
            .toByteArray());
  }

  private static LatLon latLon(Position position) {
    return new LatLon(position.getLat(), position.getLon());
  }
}
