package org.crossview.cli.localize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crossview.core.geo.LatLon;
import org.crossview.core.halting.DistanceKind;
import org.crossview.core.halting.Halting;
import org.crossview.core.halting.PlacedTile;
import org.crossview.core.halting.Places;
import org.crossview.core.halting.StepEstimation;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.gallery.index.GalleryQuery;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.StepCandidates;
import org.crossview.proto.v1.TileRef;
import org.crossview.sirnet.serving.DescriptorModel;

/** Places panoramas in a gallery: what the chain of stages does, in one process. */
final class Localizer {
  /** As many as gallery-search returns, so that duplicate tiles leave two distinct places. */
  private static final int SEARCHED = 10;

  private static final int SHOWN = 3;

  private final DescriptorModel model;
  private final GalleryIndex gallery;
  private final StepEstimation estimation = new StepEstimation(DistanceKind.L2);

  /**
   * @param gallery of the same model, not empty
   */
  Localizer(DescriptorModel model, GalleryIndex gallery) {
    this.model = model;
    this.gallery = gallery;
  }

  Placement place(PanoramaFile panorama) throws UnusableInputException {
    BgrImage prepared = panorama.prepared(model.description());
    List<float[]> steps = List.of(model.ground(List.of(prepared))[0]);
    List<StepCandidates> found =
        gallery.search(List.of(new GalleryQuery(steps, Optional.empty())), SEARCHED).getFirst();
    List<List<PlacedTile>> perStep = new ArrayList<>();
    for (StepCandidates candidates : found) {
      perStep.add(candidates.getCandidatesList().stream().map(Localizer::placed).toList());
    }
    Halting halting = estimation.choose(perStep.stream().map(Places::distinctDistances).toList());
    List<PlacedTile> ranking = perStep.get(halting.step() - 1);
    return new Placement(
        panorama.file().toString(),
        Optional.ofNullable(ranking.getFirst().centre()),
        1 + halting.confidence(),
        halting.step(),
        ranking.stream()
            .limit(SHOWN)
            .map(t -> new Placement.Candidate(t.id(), t.distance()))
            .toList(),
        panorama.row().map(row -> row.tiles().contains(ranking.getFirst().id())));
  }

  private static PlacedTile placed(Candidate candidate) {
    TileRef tile = candidate.getTile();
    LatLon centre =
        tile.hasCentre() ? new LatLon(tile.getCentre().getLat(), tile.getCentre().getLon()) : null;
    return new PlacedTile(tile.getId(), centre, candidate.getDistance());
  }
}
