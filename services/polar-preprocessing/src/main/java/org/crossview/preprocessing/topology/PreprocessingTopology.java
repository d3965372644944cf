package org.crossview.preprocessing.topology;

import static org.crossview.stage.message.MessageType.PANORAMA_CAPTURED;
import static org.crossview.stage.message.MessageType.TILE_IMPORTED;

import java.time.Clock;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.ImageLimits;
import org.crossview.stage.Topics;
import org.crossview.stage.metrics.StageMetrics;
import org.crossview.stage.streams.StageTopology;

/**
 * panoramas.captured to panoramas.prepared, tiles.imported to tiles.prepared. The two share no
 * state, but the threads: one that has partitions of both takes turns, and an import slows the
 * fleet down. An instance may take one of them only.
 */
public final class PreprocessingTopology {
  /** This stage's name in timings, rejections and metrics. */
  public static final String STAGE = "polar-preprocessing";

  /** Every topic that the stage reads or writes. */
  public static final Set<String> TOPICS =
      Set.of(
          Topics.PANORAMAS_CAPTURED,
          Topics.PANORAMAS_PREPARED,
          Topics.PANORAMAS_REJECTED,
          Topics.TILES_IMPORTED,
          Topics.TILES_PREPARED,
          Topics.TILES_REJECTED);

  private PreprocessingTopology() {}

  /**
   * Builds the topology.
   *
   * @param model whose input size the images get
   * @param limits of the images
   * @param inputs which of the two it has
   */
  public static Topology build(
      ModelDescription model,
      ImageLimits limits,
      PreprocessingInputs inputs,
      StageMetrics metrics,
      Clock clock) {
    StageTopology topology = new StageTopology(metrics, clock);
    if (inputs.includePanoramas()) {
      topology.input(
          PANORAMA_CAPTURED,
          () -> new PanoramaFunction(model, limits, clock),
          Topics.PANORAMAS_PREPARED);
    }
    if (inputs.includeTiles()) {
      topology.input(
          TILE_IMPORTED, () -> new TileFunction(model, limits, clock), Topics.TILES_PREPARED);
    }
    return topology.build();
  }
}
