package org.crossview.gallerysearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.geo.LatLon;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallery.index.GalleryQuery;
import org.crossview.gallery.index.Prior;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PositionPrior;
import org.crossview.proto.v1.StepDescriptor;

/** Makes a query of a panorama, if the gallery's model made its descriptors. */
final class Queries {
  private final ModelDescription model;

  Queries(ModelDescription model) {
    this.model = model;
  }

  /**
   * The query.
   *
   * @throws UnusableInputException {@code model-version-mismatch} or {@code invalid-field}
   */
  GalleryQuery of(PanoramaEmbedded panorama) throws UnusableInputException {
    if (!panorama.getModelVersion().equals(model.version())) {
      throw new UnusableInputException(
          RejectionReason.MODEL_VERSION_MISMATCH,
          "The descriptors are of model '%s', the gallery is of model '%s'"
              .formatted(panorama.getModelVersion(), model.version()));
    }
    if (panorama.getStepsCount() != model.steps()) {
      throw invalid(
          "steps has %d descriptors, model %s gives %d"
              .formatted(panorama.getStepsCount(), model.version(), model.steps()));
    }
    List<float[]> steps = new ArrayList<>(model.steps());
    for (int i = 0; i < model.steps(); i++) {
      steps.add(decode(i + 1, panorama.getSteps(i)));
    }
    return new GalleryQuery(
        steps,
        panorama.getRef().hasPrior()
            ? Optional.of(prior(panorama.getRef().getPrior()))
            : Optional.empty());
  }

  private float[] decode(int step, StepDescriptor descriptor) throws UnusableInputException {
    int length = model.descriptorLength();
    int bytes = descriptor.getFloat16Le().size();
    if (descriptor.getLength() != length || bytes != length * Short.BYTES) {
      throw invalid(
          "the descriptor of step %d says %d values and has %d bytes; model %s gives %d values in %d bytes"
              .formatted(
                  step,
                  descriptor.getLength(),
                  bytes,
                  model.version(),
                  length,
                  length * Short.BYTES));
    }
    float[] values = Float16.decode(descriptor.getFloat16Le().toByteArray());
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values[i])) {
        throw invalid("value %d of step %d is %s; it must be finite".formatted(i, step, values[i]));
      }
    }
    return values;
  }

  private static Prior prior(PositionPrior prior) {
    return new Prior(
        new LatLon(prior.getCentre().getLat(), prior.getCentre().getLon()), prior.getRadiusM());
  }

  private static UnusableInputException invalid(String detail) {
    return new UnusableInputException(RejectionReason.INVALID_FIELD, detail);
  }
}
