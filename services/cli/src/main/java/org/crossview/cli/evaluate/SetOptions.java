package org.crossview.cli.evaluate;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import picocli.CommandLine.Option;

/** Which queries and tiles. */
public final class SetOptions {
  private static final Pattern DISTRACTORS = Pattern.compile("(-?\\d{1,18}):(\\d{1,9})");

  @Option(
      names = "--town-seed",
      paramLabel = "N",
      description = "Evaluates in the town of this seed; its tiles are the gallery.")
  private Long townSeed;

  @Option(
      names = "--pairs",
      paramLabel = "DIR",
      description =
          "Evaluates on a folder with pairs.csv: its tiles are the gallery, its panoramas the"
              + " queries.")
  private Path pairs;

  @Option(
      names = "--tiles",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Tiles of the town.")
  private int tiles;

  @Option(
      names = "--fine",
      description =
          "Queries anywhere on the town's streets; the first tile may lie up to 10 m away. Without"
              + " it queries are at the centres of tiles, and that tile must come first.")
  private boolean fine;

  @Option(
      names = "--queries",
      paramLabel = "N",
      description = "Queries in the town. Default: as many as tiles.")
  private Integer queries;

  @Option(
      names = "--tile-width",
      paramLabel = "METRES",
      defaultValue = "" + TownSettings.DEFAULT_TILE_WIDTH_METRES,
      description = "Side of the square that a town's tile shows, 40 to 200.")
  private double width;

  @Option(
      names = "--distractor-town",
      paramLabel = "N:TILES",
      description = "Adds so many tiles of the town of seed N to the gallery.")
  private String distractors;

  /**
   * Reads or plans the set; renders nothing yet.
   *
   * @throws UserErrorException if the options do not go together, or a folder is faulty
   */
  public EvaluationSet open() {
    if ((townSeed == null) == (pairs == null)) {
      throw new UserErrorException("give either --town-seed N or --pairs DIR");
    }
    if (pairs != null && (fine || queries != null)) {
      throw new UserErrorException(
          "%s belongs to --town-seed; the queries of --pairs are the folder's panoramas"
              .formatted(fine ? "--fine" : "--queries"));
    }
    Town distractor = distractors == null ? null : distractorTown();
    EvaluationSet set = pairs == null ? townSet() : FolderSet.read(pairs);
    return distractor == null ? set : new WithDistractors(set, distractor);
  }

  private EvaluationSet townSet() {
    int count = queries == null ? tiles : queries;
    if (count < 1) {
      throw new UserErrorException("--queries needs at least 1, got " + count);
    }
    if (!fine && count > tiles) {
      throw new UserErrorException(
          "--queries %d is more than the %d tiles at whose centres queries are taken; say --fine"
                  .formatted(count, tiles)
              + " for queries anywhere");
    }
    Town town = town(townSeed, tiles);
    if (fine && town.streets().isEmpty()) {
      throw new UserErrorException(
          "--tiles %d cover no whole street for --fine queries; name more".formatted(tiles));
    }
    return fine ? TownSet.fine(town, count) : TownSet.aligned(town, count);
  }

  private Town distractorTown() {
    Matcher parts = DISTRACTORS.matcher(distractors);
    if (!parts.matches()) {
      throw new UserErrorException(
          "--distractor-town needs a seed and a number of tiles, such as 7:1000, got '%s'"
              .formatted(distractors));
    }
    long seed = Long.parseLong(parts.group(1));
    if (townSeed != null && townSeed == seed) {
      throw new UserErrorException(
          "--distractor-town %d is the town of the queries; name another seed".formatted(seed));
    }
    return town(seed, Integer.parseInt(parts.group(2)));
  }

  private Town town(long seed, int count) {
    try {
      return Town.generate(new TownSettings(seed, count).withTileWidthMetres(width));
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }
}
