package org.crossview.cli.explain;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.SetOptions;
import org.crossview.cli.localize.PanoramaFile;
import org.crossview.cli.localize.PanoramaOptions;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.folder.PairsFolder;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which panoramas are explained, in which gallery. */
final class QueryOptions {
  /** What names a set of queries. */
  static final String SETS = "--town-seed N, --pairs DIR or --data " + NamedData.LABEL;

  @Option(
      names = "--panorama",
      paramLabel = "FILE",
      showDefaultValue = Help.Visibility.NEVER,
      description = "JPEG or PNG to be explained; may be given several times.")
  private List<Path> panoramas = List.of();

  @Option(
      names = "--gallery",
      paramLabel = "DIR",
      description =
          "Folder with pairs.csv; its tiles are the gallery. Default: the nearest folder above the"
              + " first panorama that has one.")
  private Path gallery;

  @Mixin private PanoramaOptions reading;

  @Option(
      names = "--query",
      paramLabel = "K",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Without --panorama: number of a query of the town, the pairs or the data set that"
              + " follow, from 0, as evaluate takes them; may be given several times. Default: 0.")
  private List<Integer> numbers = List.of();

  @Mixin private SetOptions set;

  /**
   * The queries that are asked for.
   *
   * @param complain is told of panoramas that cannot be used; they are left out
   * @throws UserErrorException if the options do not go together, a folder is faulty, or there is
   *     no query that can be used
   */
  EvaluationSet open(CommandSpec command, ModelDescription model, Consumer<String> complain) {
    if (panoramas.isEmpty()) {
      if (gallery != null || reading.areGiven()) {
        throw new UserErrorException("--gallery, --heading and --projection belong to --panorama");
      }
      if (!isSetNamed(command)) {
        throw new UserErrorException("give --panorama FILE, or %s with --query K".formatted(SETS));
      }
      return Chosen.of(set.open(), numbers.isEmpty() ? List.of(0) : numbers);
    }
    if (!numbers.isEmpty() || isSetNamed(command)) {
      throw new UserErrorException("--panorama goes with --gallery; --query goes with " + SETS);
    }
    PairsFolder folder = folder();
    List<PanoramaFile> usable = reading.usable(panoramas, folder, model, complain);
    if (usable.isEmpty()) {
      throw new UserErrorException("none of the panoramas can be used");
    }
    return new FolderQueries(folder, usable);
  }

  private boolean isSetNamed(CommandSpec command) {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .anyMatch(
            option ->
                option.userObject() instanceof Field field
                    && field.getDeclaringClass() == SetOptions.class);
  }

  private PairsFolder folder() {
    try {
      return PairsFolder.read(gallery == null ? nearestFolder(panoramas.getFirst()) : gallery);
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  private static Path nearestFolder(Path file) {
    for (Path folder = file.toAbsolutePath().normalize().getParent();
        folder != null;
        folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(PairsFolder.FILE_NAME))) {
        return folder;
      }
    }
    throw new UserErrorException(
        "no folder above %s has a %s; name the gallery with --gallery DIR"
            .formatted(file, PairsFolder.FILE_NAME));
  }
}
