package org.crossview.cli.localize;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.folder.PairsFolder;
import picocli.CommandLine.Option;

/** How panoramas that are named on the command line are to be read. */
public final class PanoramaOptions {
  @Option(
      names = "--heading",
      paramLabel = "DEG",
      description =
          "What the panorama's centre column looks at, degrees clockwise from north. Default: as"
              + " pairs.csv says for the file.")
  private Double heading;

  @Option(
      names = "--projection",
      paramLabel = "NAME",
      description = "equirectangular or strip-360x65. Default: as pairs.csv says for the file.")
  private String projection;

  /** Whether one of them is given. */
  public boolean areGiven() {
    return heading != null || projection != null;
  }

  /**
   * Those of the panoramas that can be used.
   *
   * @param folder says what is not given
   * @param complain is told of those that cannot be used
   */
  public List<PanoramaFile> usable(
      List<Path> panoramas, PairsFolder folder, ModelDescription model, Consumer<String> complain) {
    return PanoramaFile.usable(panoramas, folder, heading, projection, model, complain);
  }
}
