package org.crossview.gallerysearch.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.crossview.gallery.Shards;
import org.crossview.gallery.redis.TileChange;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker, a redis-server that is empty before each test, and the stages of one test, which end
 * with it.
 */
final class SearchFixture
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  static final LatLon TOWN = new LatLon(48.137, 11.575);

  private final Supplier<Path> folder;
  private final List<SearchBench.Running> running = new ArrayList<>();
  private SearchBench bench;
  private SearchTraffic traffic;

  /**
   * @param folder where the model's directory is made; asked once the test class has it
   */
  SearchFixture(Supplier<Path> folder) {
    this.folder = folder;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    bench = new SearchBench(folder.get());
    traffic = new SearchTraffic(bench);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    bench.redisServer.stop();
    bench.redisServer.startAgain();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running.forEach(SearchBench.Running::close);
    running.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    bench.close();
  }

  SearchBench bench() {
    return bench;
  }

  SearchTraffic traffic() {
    return traffic;
  }

  /** A stage that may not be ready yet. */
  SearchBench.Running begin(Shards shards) {
    SearchBench.Running begun = bench.start(shards);
    running.add(begun);
    return begun;
  }

  /** A stage that is ready. */
  SearchBench.Running start(Shards shards) throws InterruptedException {
    SearchBench.Running started = begin(shards);
    SearchBench.await("ready: " + started.readiness().conditions(), started.readiness()::isReady);
    return started;
  }

  /** Tiles of one import, ten metres apart, dealt out to nine cells. */
  List<TileChange.Write> tiles(int number, String prefix) {
    List<TileChange.Write> tiles = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      LatLon centre = Geodesy.offset(TOWN, 10 * i, 0);
      tiles.add(bench.tile(prefix + "-" + i, "cell" + i % 9, centre, prefix, number));
    }
    return tiles;
  }
}
