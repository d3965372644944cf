package org.crossview.cli.evaluate;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.DataSetKind;
import org.crossview.datasets.split.Split;
import org.crossview.town.TownSettings;
import picocli.CommandLine.Option;

/** Which queries and tiles. */
public final class SetOptions {
  private static final int DEFAULT_TILES = 2000;
  private static final TownSets.Names NAMES =
      new TownSets.Names("--town-seed", "--tiles", "--queries", "--distractor-town");

  @Option(
      names = "--town-seed",
      split = ",",
      paramLabel = "N[,N...]",
      hideParamSyntax = true,
      description =
          "Takes the queries of the town of this seed; its tiles are the gallery. 'evaluate' takes"
              + " several: each town is a gallery of its own, and the queries of all are put"
              + " together in the end.")
  private List<Long> townSeeds;

  @Option(
      names = "--pairs",
      paramLabel = "DIR",
      description =
          "Takes the queries of a folder with pairs.csv, its panoramas; its tiles are the"
              + " gallery.")
  private Path pairs;

  @Option(
      names = "--data",
      paramLabel = NamedData.LABEL,
      description =
          "Takes the queries of a data set by its published protocol: cvusa:ROOT, cvact:ROOT (CVACT_val),"
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
   * Reads or plans the one set; renders nothing yet.
   *
   * @throws UserErrorException if the options do not go together, a folder is faulty, or several
   *     towns are named
   */
  public EvaluationSet open() {
    List<EvaluationSet> sets = openAll();
    if (sets.size() > 1) {
      throw new UserErrorException("--town-seed names %d towns; name one".formatted(sets.size()));
    }
    return sets.getFirst();
  }

  /**
   * Reads or plans the sets, of which there are several if several towns are named; renders nothing
   * yet.
   *
   * @throws UserErrorException if the options do not go together, or a folder is faulty
   */
  public List<EvaluationSet> openAll() {
    if (Stream.of(townSeeds, pairs, data).filter(Objects::nonNull).count() != 1) {
      throw new UserErrorException(
          "give either --town-seed N or --pairs DIR or --data " + NamedData.LABEL);
    }
    Optional<Split> others = Optional.ofNullable(distractorData).map(SetOptions::distractorTiles);
    if (townSeeds == null) {
      refuseWhatIsOfATown(pairs == null ? "--data" : "--pairs");
      EvaluationSet set = SetRanking.set(split(), others, "--distractor-data");
      return List.of(with(townTiles(OptionalLong.empty()), set));
    }
    refuseTownsNamedTwice();
    Optional<FileTiles> otherTiles = others.map(FileTiles::new);
    return townSeeds.stream()
        .map(seed -> with(townTiles(OptionalLong.of(seed)), with(otherTiles, townSet(seed))))
        .toList();
  }

  private void refuseTownsNamedTwice() {
    Set<Long> seen = new HashSet<>();
    for (Long seed : townSeeds) {
      if (!seen.add(seed)) {
        throw new UserErrorException("--town-seed names town %d twice".formatted(seed));
      }
    }
  }

  private Optional<TileSet> townTiles(OptionalLong own) {
    return Optional.ofNullable(distractors).map(asked -> towns().distractors(asked, own));
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

  private EvaluationSet townSet(long seed) {
    int gallery = tiles == null ? DEFAULT_TILES : tiles;
    return towns().queries(seed, gallery, fine, queries == null ? gallery : queries);
  }

  private TownSets towns() {
    return new TownSets(NAMES, width == null ? TownSettings.DEFAULT_TILE_WIDTH_METRES : width);
  }
}
