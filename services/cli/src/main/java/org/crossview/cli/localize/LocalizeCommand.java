package org.crossview.cli.localize;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.crossview.cli.Models;
import org.crossview.cli.terminal.OutputFile;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallery.index.GalleryIndex;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.sirnet.serving.DescriptorModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code localize}. */
@Command(
    name = "localize",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Places your own panoramas in your own gallery: a folder with aerial tiles and pairs.csv.",
      "A panorama that cannot be used is said in one line; the others are placed all the same, and"
          + " the exit code is not 0."
    })
public final class LocalizeCommand implements Callable<Integer> {
  private static final int SOME_UNUSABLE = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--gallery",
      required = true,
      paramLabel = "DIR",
      description = "Folder with pairs.csv; its tiles are the gallery.")
  private Path gallery;

  @Option(
      names = "--panorama",
      required = true,
      paramLabel = "FILE",
      showDefaultValue = Help.Visibility.NEVER,
      description = "JPEG or PNG to be placed; may be given several times.")
  private List<Path> panoramas = List.of();

  @Mixin private PanoramaOptions reading;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the placements as JSON.")
  private Path json;

  @Option(
      names = "--geojson",
      paramLabel = "FILE",
      description = "Writes the placements as GeoJSON points.")
  private Path geoJson;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model to use instead of the one that ships with Crossview.")
  private Path model;

  @Override
  public Integer call() throws IOException {
    OutputFile.check(json);
    OutputFile.check(geoJson);
    PairsFolder folder = readFolder();
    List<Placement> placements = new ArrayList<>();
    boolean allUsable;
    try (DescriptorModel descriptors = Models.open(model)) {
      List<PanoramaFile> usable =
          reading.usable(panoramas, folder, descriptors.description(), this::complain);
      allUsable = usable.size() == panoramas.size();
      if (!usable.isEmpty()) {
        GalleryIndex index =
            new FolderGallery(descriptors, spec.commandLine().getErr()).index(folder);
        Localizer localizer = new Localizer(descriptors, index);
        for (PanoramaFile panorama : usable) {
          placements.add(placed(localizer, panorama));
        }
      }
    }
    report(placements);
    return allUsable ? 0 : SOME_UNUSABLE;
  }

  private Placement placed(Localizer localizer, PanoramaFile panorama) {
    try {
      Placement placement = localizer.place(panorama);
      PrintWriter out = spec.commandLine().getOut();
      out.print(PlacementPrinter.text(placement));
      out.flush();
      return placement;
    } catch (UnusableInputException e) {
      throw new UserErrorException(
          "%s changed while it was read: %s".formatted(panorama.file(), e.getMessage()), e);
    }
  }

  private void report(List<Placement> placements) {
    long known = placements.stream().filter(p -> p.right().isPresent()).count();
    if (known > 1) {
      long right = placements.stream().filter(p -> p.right().orElse(false)).count();
      spec.commandLine().getOut().printf("%d of %d at their own tile%n", right, known);
      spec.commandLine().getOut().flush();
    }
    OutputFile.write(json, file -> Files.writeString(file, PlacementPrinter.json(placements)));
    OutputFile.write(
        geoJson, file -> Files.writeString(file, PlacementPrinter.geoJson(placements)));
  }

  private void complain(String message) {
    spec.commandLine().getErr().println("crossview localize: " + message);
    spec.commandLine().getErr().flush();
  }

  private PairsFolder readFolder() {
    try {
      return PairsFolder.read(gallery);
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }
}
