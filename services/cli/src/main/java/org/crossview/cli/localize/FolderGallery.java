package org.crossview.cli.localize;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.gallery.index.GalleryIndexBuilder;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.TilePreparation;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.TileRef;
import org.crossview.sirnet.serving.DescriptorModel;

/** Describes the tiles of a folder. */
final class FolderGallery {
  private static final int BATCH = 16;

  private final DescriptorModel model;
  private final PrintWriter errors;

  /**
   * @param errors is told of every tile that cannot be used
   */
  FolderGallery(DescriptorModel model, PrintWriter errors) {
    this.model = model;
    this.errors = errors;
  }

  /**
   * The index of all tiles that can be used.
   *
   * @throws UserErrorException if there is none
   */
  GalleryIndex index(PairsFolder folder) {
    GalleryIndexBuilder builder =
        GalleryIndex.builder(model.description().steps(), model.description().descriptorLength());
    List<TileRef> refs = new ArrayList<>();
    List<BgrImage> images = new ArrayList<>();
    int used = 0;
    try (Progress progress = Progress.start("gallery", "tiles", folder.tiles().size())) {
      for (GalleryTile tile : folder.tiles()) {
        try {
          images.add(prepare(tile));
          refs.add(ref(tile));
        } catch (UnusableInputException e) {
          errors.printf("the tile %s is left out: %s%n", tile.id(), e.getMessage());
        }
        if (images.size() == BATCH) {
          used += add(builder, refs, images);
        }
        progress.step();
      }
      used += add(builder, refs, images);
    }
    if (used == 0) {
      throw new UserErrorException(folder.root() + " holds no tile that can be used");
    }
    return builder.build();
  }

  private int add(GalleryIndexBuilder builder, List<TileRef> refs, List<BgrImage> images) {
    int count = images.size();
    float[][][] descriptors = model.aerial(images);
    for (int i = 0; i < count; i++) {
      builder.add(refs.get(i), List.of(descriptors[i]));
    }
    refs.clear();
    images.clear();
    return count;
  }

  private BgrImage prepare(GalleryTile tile) throws UnusableInputException {
    try {
      return TilePreparation.prepare(
          Files.readAllBytes(tile.file()), model.description(), ImageLimits.DEFAULTS);
    } catch (IOException e) {
      throw Problem.unreadable(tile.file(), e);
    }
  }

  private static TileRef ref(GalleryTile tile) {
    TileRef.Builder ref = TileRef.newBuilder().setId(tile.id());
    tile.position()
        .ifPresent(p -> ref.setCentre(Position.newBuilder().setLat(p.lat()).setLon(p.lon())));
    return ref.build();
  }
}
