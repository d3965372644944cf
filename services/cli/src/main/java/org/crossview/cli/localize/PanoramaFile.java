package org.crossview.cli.localize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.Projection;
import org.crossview.imaging.folder.FolderPanorama;
import org.crossview.imaging.folder.PairsFolder;

/**
 * A panorama that is to be placed.
 *
 * @param file the image
 * @param projection how it shows the circle
 * @param headingDegrees what its centre column looks at, clockwise from north; empty: north
 * @param row the folder's row of the same file, where there is one
 */
public record PanoramaFile(
    Path file, Projection projection, OptionalDouble headingDegrees, Optional<FolderPanorama> row) {

  /**
   * Puts together what the user gave and what the folder knows.
   *
   * @param heading as given; null for the row's
   * @param projection as given; null for the row's
   * @throws UnusableInputException if the file cannot be found, or heading or projection are
   *     neither given nor in the folder
   */
  public static PanoramaFile of(Path file, PairsFolder folder, Double heading, String projection)
      throws UnusableInputException {
    Optional<FolderPanorama> row = row(file, folder);
    if (projection == null && row.isEmpty()) {
      throw Problem.missing(
          "%s has no row in %s; say --projection (%s)"
              .formatted(file, PairsFolder.FILE_NAME, Projection.supported()));
    }
    if (heading == null && row.isEmpty()) {
      throw Problem.missing(
          "%s has no row in %s; say --heading, the direction of its centre column in degrees"
                  .formatted(file, PairsFolder.FILE_NAME)
              + " clockwise from north (0 where north is in the centre)");
    }
    return new PanoramaFile(
        file,
        projection == null ? row.orElseThrow().projection() : Projection.of(projection),
        heading == null ? row.orElseThrow().headingDegrees() : OptionalDouble.of(heading),
        row);
  }

  /**
   * Those of some files that the model can take.
   *
   * @param heading as given; null for the rows'
   * @param projection as given; null for the rows'
   * @param complain is told, in one line that names the file, of each that cannot be used
   */
  public static List<PanoramaFile> usable(
      List<Path> files,
      PairsFolder folder,
      Double heading,
      String projection,
      ModelDescription model,
      Consumer<String> complain) {
    List<PanoramaFile> usable = new ArrayList<>();
    for (Path file : files) {
      try {
        PanoramaFile panorama = of(file, folder, heading, projection);
        // Looked at before the gallery is described: that may take minutes.
        panorama.prepared(model);
        usable.add(panorama);
      } catch (UnusableInputException e) {
        String message = e.getMessage();
        complain.accept(message.contains(file.toString()) ? message : file + ": " + message);
      }
    }
    return usable;
  }

  private static Optional<FolderPanorama> row(Path file, PairsFolder folder)
      throws UnusableInputException {
    try {
      Path real = file.toRealPath();
      for (FolderPanorama panorama : folder.panoramas()) {
        if (panorama.file().toRealPath().equals(real)) {
          return Optional.of(panorama);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw Problem.unreadable(file, e);
    }
  }

  /** The model's input. */
  public BgrImage prepared(ModelDescription model) throws UnusableInputException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw Problem.unreadable(file, e);
    }
    return PanoramaPreparation.prepare(
        bytes, projection, headingDegrees, model.height(), model.width());
  }
}
