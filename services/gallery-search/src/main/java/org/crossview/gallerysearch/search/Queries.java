package org.crossview.gallerysearch.search;

import java.util.Optional;
import org.crossview.core.geo.LatLon;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallery.index.GalleryQuery;
import org.crossview.gallery.index.Prior;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PositionPrior;
import org.crossview.stage.message.StepDescriptors;

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
    return new GalleryQuery(
        StepDescriptors.check(panorama.getStepsList(), model),
        panorama.getRef().hasPrior()
            ? Optional.of(prior(panorama.getRef().getPrior()))
            : Optional.empty());
  }

  private static Prior prior(PositionPrior prior) {
    return new Prior(
        new LatLon(prior.getCentre().getLat(), prior.getCentre().getLon()), prior.getRadiusM());
  }
}
