package org.crossview.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crossview.cli.CodeFingerprint;
import org.crossview.cli.places.NearestTile;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.cli.town.TownFolder;
import org.crossview.imaging.Projection;
import org.crossview.imaging.folder.GalleryTile;
import org.crossview.imaging.folder.PairsFolder;
import org.crossview.town.Route;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;
import org.crossview.town.Viewpoint;

/** Vehicles that drive through a generated town. */
final class TownScene implements DemoScene {
  /** "Located" is within so many tile pitches of the truth. */
  private static final double LOCATED_PITCHES = 1.5;

  private static final double METRES_PER_SECOND = 8;

  private final TownSettings settings;
  private final int vehicles;
  private final double rate;
  private final int ticks;
  private final Path cache;
  private final Town town;
  private NearestTile nearest;
  private List<Route> routes = List.of();
  private List<GalleryTile> tiles = List.of();

  TownScene(long seed, int tiles, int vehicles, double seconds, double rate, Path cache) {
    try {
      this.settings = new TownSettings(seed, tiles);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
    town = Town.generate(settings);
    if (town.streets().isEmpty()) {
      throw new UserErrorException(
          "--tiles %d cover no whole street for vehicles; name more".formatted(tiles));
    }
    this.vehicles = vehicles;
    this.rate = rate;
    this.cache = cache;
    this.ticks = (int) Math.max(1, Math.round(seconds * rate));
  }

  @Override
  public String title() {
    return "town %d, %d tiles".formatted(settings.seed(), settings.tiles());
  }

  @Override
  public void prepare() {
    nearest = new NearestTile(town);
    List<Route> drives = new ArrayList<>();
    for (int vehicle = 0; vehicle < vehicles; vehicle++) {
      drives.add(new Route(town, vehicle, METRES_PER_SECOND));
    }
    routes = drives;
    Path folder = cacheFolder();
    try {
      if (!Files.exists(folder.resolve(PairsFolder.FILE_NAME))) {
        new TownFolder(town, folder, Runtime.getRuntime().availableProcessors()).write(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the town's tiles in " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the town was rendered", e);
    }
    tiles =
        town.tiles().stream()
            .map(
                t ->
                    new GalleryTile(
                        t.id(), folder.resolve(TownFolder.tilePath(t)), Optional.of(t.centre())))
            .toList();
  }

  private Path cacheFolder() {
    return cache.resolve(
        "town-%s-%d-%d-p%s-w%s"
            .formatted(
                CodeFingerprint.of(Town.class),
                settings.seed(),
                settings.tiles(),
                settings.pitchMetres(),
                settings.tileWidthMetres()));
  }

  @Override
  public List<GalleryTile> tiles() {
    return tiles;
  }

  @Override
  public int shots() {
    return vehicles * ticks;
  }

  @Override
  public Shot shot(int index) {
    int vehicle = index % vehicles;
    int tick = index / vehicles;
    Viewpoint viewpoint = routes.get(vehicle).at(tick / rate);
    return new Shot(
        "v%02d-%06d".formatted(vehicle, tick),
        "vehicle-%02d".formatted(vehicle),
        TownFolder.panorama(town, viewpoint),
        Projection.EQUIRECTANGULAR.code(),
        OptionalDouble.of(viewpoint.headingDeg()),
        new Truth(
            List.of(nearest.to(viewpoint).id()),
            Optional.of(town.locate(viewpoint.x(), viewpoint.y()))));
  }

  @Override
  public double secondsOf(int index) {
    // The vehicles take turns within a tick.
    return index / (vehicles * rate);
  }

  @Override
  public Scoring scoring() {
    return Scoring.withinMetres(LOCATED_PITCHES * settings.pitchMetres());
  }
}
