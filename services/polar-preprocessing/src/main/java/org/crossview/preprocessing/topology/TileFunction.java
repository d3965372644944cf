package org.crossview.preprocessing.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Clock;
import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.TilePreparation;
import org.crossview.proto.v1.TileImported;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.stage.Topics;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.StageTimings;
import org.crossview.stage.streams.RecordFunction;

/** An imported tile becomes a prepared one. Has no state. */
final class TileFunction implements RecordFunction<TileImported> {
  private final ModelDescription model;
  private final ImageLimits limits;
  private final Clock clock;

  TileFunction(ModelDescription model, ImageLimits limits, Clock clock) {
    this.model = model;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public ItemResult process(Item<TileImported> item) throws UnusableInputException {
    TileImported imported = item.message();
    BgrImage prepared = TilePreparation.prepare(imported.getImage().toByteArray(), model, limits);
    // Nobody else holds these bytes: wrapping them saves a copy.
    ByteString bgr = UnsafeByteOperations.unsafeWrap(prepared.bgr());
    return ItemResult.forward(
        Outgoing.of(
            Topics.TILES_PREPARED,
            imported.getRef().getId(),
            TilePrepared.newBuilder()
                .setRef(imported.getRef())
                .setImport(imported.getImport())
                .setHeight(prepared.height())
                .setWidth(prepared.width())
                .setBgr(bgr)
                .addAllTimings(
                    StageTimings.append(
                        List.of(), PreprocessingTopology.STAGE, item.record(), clock))
                .build()));
  }
}
