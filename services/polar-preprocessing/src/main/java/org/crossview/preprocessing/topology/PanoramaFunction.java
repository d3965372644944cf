package org.crossview.preprocessing.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.Projection;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.stage.Topics;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.StageTimings;
import org.crossview.stage.streams.RecordFunction;

/** A captured panorama becomes a prepared one. Has no state. */
final class PanoramaFunction implements RecordFunction<PanoramaCaptured> {
  private static final double FULL_CIRCLE_DEG = 360;

  private final ModelDescription model;
  private final ImageLimits limits;
  private final Clock clock;

  PanoramaFunction(ModelDescription model, ImageLimits limits, Clock clock) {
    this.model = model;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public ItemResult process(Item<PanoramaCaptured> item) throws UnusableInputException {
    PanoramaCaptured captured = item.message();
    PanoramaRef ref = captured.getRef();
    checkFieldOfView(ref.getFieldOfViewDeg());
    BgrImage prepared =
        PanoramaPreparation.prepare(
            captured.getImage().toByteArray(),
            Projection.of(captured.getProjection()),
            ref.hasHeadingDeg() ? OptionalDouble.of(ref.getHeadingDeg()) : OptionalDouble.empty(),
            model.height(),
            model.width(),
            limits);
    // Nobody else holds these bytes: wrapping them saves a copy.
    ByteString bgr = UnsafeByteOperations.unsafeWrap(prepared.bgr());
    return ItemResult.forward(
        Outgoing.of(
            Topics.PANORAMAS_PREPARED,
            ref.getVehicleId(),
            PanoramaPrepared.newBuilder()
                .setRef(ref)
                .setHeight(prepared.height())
                .setWidth(prepared.width())
                .setBgr(bgr)
                .addAllTimings(
                    StageTimings.append(
                        List.of(), PreprocessingTopology.STAGE, item.record(), clock))
                .build()));
  }

  private static void checkFieldOfView(double degrees) throws UnusableInputException {
    if (degrees != 0 && degrees != FULL_CIRCLE_DEG) {
      throw new UnusableInputException(
          RejectionReason.INVALID_FIELD,
          "ref.field_of_view_deg is %s; only the full circle (0 or 360) is supported"
              .formatted(degrees));
    }
  }
}
