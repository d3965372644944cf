package org.crossview.cli.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The command {@code town}. */
@Command(
    name = "town",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Writes a generated town as a plain folder: aerial tiles every few metres along the streets,"
          + " panoramas taken anywhere on them, and pairs.csv."
    })
public final class TownCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      required = true,
      showDefaultValue = Help.Visibility.NEVER,
      description = "Decides everything about the town; the same seed gives the same town.")
  private long seed;

  @Option(
      names = "--tiles",
      required = true,
      showDefaultValue = Help.Visibility.NEVER,
      description = "Number of tiles.")
  private int tiles;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder to write; it must not hold another pairs.csv. Pictures that an interrupted call"
              + " with the same options has left there are kept.")
  private Path out;

  @Option(
      names = "--panoramas",
      defaultValue = "100",
      description = "Number of panoramas, at random places on the streets.")
  private int panoramas;

  @Option(
      names = "--pitch",
      paramLabel = "METRES",
      defaultValue = "" + TownSettings.DEFAULT_PITCH_METRES,
      description = "Distance of the tiles along a street.")
  private double pitch;

  @Option(
      names = "--width",
      paramLabel = "METRES",
      defaultValue = "" + TownSettings.DEFAULT_TILE_WIDTH_METRES,
      description = "Side of the square that a tile shows.")
  private double width;

  @Option(
      names = "--threads",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Threads that render. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (panoramas < 0 || threads < 1) {
      throw new UserErrorException(
          "--panoramas needs at least 0 and --threads at least 1, got %d and %d"
              .formatted(panoramas, threads));
    }
    if (Files.exists(out.resolve(PairsFolder.FILE_NAME))) {
      throw new UserErrorException(
          "%s already holds a %s; name another folder".formatted(out, PairsFolder.FILE_NAME));
    }
    Town town = Town.generate(settings());
    if (panoramas > 0 && town.streets().isEmpty()) {
      throw new UserErrorException(
          "--tiles %d cover no whole street for panoramas; name more, or --panoramas 0"
              .formatted(tiles));
    }
    new TownFolder(town, out, threads).write(panoramas);
    System.out.printf("%d tiles and %d panoramas are in %s%n", tiles, panoramas, out);
    return 0;
  }

  private TownSettings settings() {
    try {
      return new TownSettings(seed, tiles, pitch, width);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }
}
