package org.crossview.cli.evaluate;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.DataSetKind;
import org.crossview.datasets.split.Split;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import picocli.CommandLine.Option;

/** Which queries and tiles. */
public final class SetOptions {
  private static final int DEFAULT_TILES = 2000;
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
      names = "--data",
      paramLabel = NamedData.LABEL,
      description =
          "Evaluates on a data set by its published protocol: cvusa:ROOT, cvact:ROOT (CVACT_val),"
              + " cvact-test:ROOT (within 5 m), vigor-same:ROOT, vigor-cross:ROOT; pairs:DIR is"
              + " --pairs DIR. See docs/datasets.md.")
  private String data;

  @Option(
      names = "--tiles",
      paramLabel = "N",
      description = "Tiles of the town. Default: " + DEFAULT_TILES + ".")
  private Integer tiles;

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
      description =
          "Side of the square that a town's tile shows, 40 to 200. Default: "
              + TownSettings.DEFAULT_TILE_WIDTH_METRES
              + ".")
  private Double width;

  @Option(
      names = "--distractor-town",
      paramLabel = "N:TILES",
      description = "Adds so many tiles of the town of seed N to the gallery.")
  private String distractors;

  @Option(
      names = "--distractor-data",
      paramLabel = NamedData.LABEL,
      description =
          "Adds the tiles of a data set to the gallery; the paper adds cvact-val:ROOT to CVUSA's"
              + " (Fig. 10).")
  private String distractorData;

  /**
   * Reads or plans the set; renders nothing yet.
   *
   * @throws UserErrorException if the options do not go together, or a folder is faulty
   */
  public EvaluationSet open() {
    if (Stream.of(townSeed, pairs, data).filter(Objects::nonNull).count() != 1) {
      throw new UserErrorException(
          "give either --town-seed N or --pairs DIR or --data " + NamedData.LABEL);
    }
    if (townSeed == null) {
      refuseWhatIsOfATown(pairs == null ? "--data" : "--pairs");
    }
    Town distractor = distractors == null ? null : distractorTown();
    Optional<Split> others = Optional.ofNullable(distractorData).map(SetOptions::distractorTiles);
    EvaluationSet set =
        townSeed == null
            ? SetRanking.set(split(), others, "--distractor-data")
            : with(others.map(SplitTiles::new), townSet());
    return with(Optional.ofNullable(distractor).map(TownTiles::new), set);
  }

  private static EvaluationSet with(Optional<? extends TileSet> distractors, EvaluationSet set) {
    return distractors.isEmpty() ? set : new WithDistractors(set, distractors.get());
  }

  private void refuseWhatIsOfATown(String given) {
    if (fine || queries != null) {
      throw new UserErrorException(
          "%s belongs to --town-seed; the queries of %s are its panoramas"
              .formatted(fine ? "--fine" : "--queries", given));
    }
    if (tiles != null) {
      throw new UserErrorException(
          "--tiles %d belongs to --town-seed; the gallery of %s is all of its tiles: leave it out"
              .formatted(tiles, given));
    }
    if (width != null && distractors == null) {
      throw new UserErrorException(
          ("--tile-width %s belongs to --town-seed or --distractor-town; the tiles of %s are as"
                  + " they were taken: leave it out")
              .formatted(width, given));
    }
  }

  private Split split() {
    return pairs == null
        ? NamedData.of("--data", data).queries()
        : NamedData.of("--pairs", DataSetKind.PAIRS.code() + ":" + pairs).queries();
  }

  private static Split distractorTiles(String distractorData) {
    return NamedData.of("--distractor-data", distractorData).tiles();
  }

  private EvaluationSet townSet() {
    int gallery = tiles == null ? DEFAULT_TILES : tiles;
    int count = queries == null ? gallery : queries;
    if (count < 1) {
      throw new UserErrorException("--queries needs at least 1, got " + count);
    }
    if (!fine && count > gallery) {
      throw new UserErrorException(
          "--queries %d is more than the %d tiles at whose centres queries are taken; say --fine"
                  .formatted(count, gallery)
              + " for queries anywhere");
    }
    Town town = town(townSeed, gallery);
    if (fine && town.streets().isEmpty()) {
      throw new UserErrorException(
          "--tiles %d cover no whole street for --fine queries; name more".formatted(gallery));
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
      double metres = width == null ? TownSettings.DEFAULT_TILE_WIDTH_METRES : width;
      return Town.generate(new TownSettings(seed, count).withTileWidthMetres(metres));
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }
}
