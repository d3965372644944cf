package org.crossview.cli.evaluate;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;

/**
 * Queries and galleries in towns, as options of {@code evaluate} and tests of {@code ablate} ask
 * for them. Towns are planned; nothing is rendered yet.
 *
 * @param names of what is asked for, for messages
 * @param tileWidthMetres side of the square that a tile shows
 */
public record TownSets(Names names, double tileWidthMetres) {
  private static final Pattern DISTRACTORS = Pattern.compile("(-?\\d{1,18}):(\\d{1,9})");

  /**
   * What the parts of a request are called where they stand, such as {@code --tiles}.
   *
   * @param town seed of the queries' town
   * @param tiles of it
   * @param queries in it
   * @param distractors of another town
   */
  public record Names(String town, String tiles, String queries, String distractors) {}

  /**
   * Queries in a town whose tiles are the gallery.
   *
   * @param fine anywhere on the streets instead of at the centres of tiles
   * @throws UserErrorException if there is no such town, or not so many queries in it
   */
  public EvaluationSet queries(long seed, int tiles, boolean fine, int queries) {
    TownSettings settings = settings("%s %d".formatted(names.town, seed), seed, tiles);
    if (queries < 1) {
      throw new UserErrorException("%s needs at least 1, got %d".formatted(names.queries, queries));
    }
    if (!fine && queries > tiles) {
      throw new UserErrorException(
          "%s %d is more than the %d tiles at whose centres queries are taken; name fewer, or ask for"
                  .formatted(names.queries, queries, tiles)
              + " fine ones, which are taken anywhere");
    }
    Town town = Town.generate(settings);
    if (fine && town.streets().isEmpty()) {
      throw new UserErrorException(
          "%s %d cover no whole street for fine queries; name more".formatted(names.tiles, tiles));
    }
    return fine ? TownSet.fine(town, queries) : TownSet.aligned(town, queries);
  }

  /**
   * The tiles of another town.
   *
   * @param asked seed and number of tiles, {@code N:TILES}
   * @param own seed of the queries' town; empty where they are of none
   * @throws UserErrorException if that is something else, or the town of the queries
   */
  public TileSet distractors(String asked, OptionalLong own) {
    Matcher parts = DISTRACTORS.matcher(asked);
    if (!parts.matches()) {
      throw new UserErrorException(
          "%s needs a seed and a number of tiles, such as 7:1000, got '%s'"
              .formatted(names.distractors, asked));
    }
    long seed = Long.parseLong(parts.group(1));
    if (own.isPresent() && own.getAsLong() == seed) {
      throw new UserErrorException(
          "%s %d is the town of the queries; name another seed".formatted(names.distractors, seed));
    }
    String place = "%s %s".formatted(names.distractors, asked);
    return new TownTiles(Town.generate(settings(place, seed, Integer.parseInt(parts.group(2)))));
  }

  private TownSettings settings(String place, long seed, int tiles) {
    try {
      return new TownSettings(seed, tiles).withTileWidthMetres(tileWidthMetres);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("%s: %s".formatted(place, e.getMessage()), e);
    }
  }
}
