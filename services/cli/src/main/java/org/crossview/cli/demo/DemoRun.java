package org.crossview.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.crossview.cli.terminal.Progress;
import org.crossview.core.model.ModelDescription;
import org.crossview.imaging.folder.GalleryTile;

/** Plays a scene through the whole chain and counts what comes out. */
final class DemoRun {
  private static final Duration READY_LIMIT = Duration.ofMinutes(5);

  /** A chain that gives nothing for so long will give nothing more. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long after the last outcome a duplicate may still show. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  private final DemoScene scene;
  private final LocalStack stack;
  private final ModelDescription model;
  private final PrintStream out;
  private final TileLetters tileLetters = new TileLetters();

  /**
   * @param out for progress
   */
  DemoRun(DemoScene scene, LocalStack stack, ModelDescription model, PrintStream out) {
    this.scene = scene;
    this.stack = stack;
    this.model = model;
    this.out = out;
  }

  /**
   * Imports the gallery, sends all panoramas and waits for their outcomes.
   *
   * @param started {@link System#nanoTime} when the command began, for the time to the first geotag
   */
  Summary play(long started) throws InterruptedException {
    Tally tally = new Tally(scene.scoring());
    scene.prepare();
    List<GalleryTile> tiles = scene.tiles();
    try (ShotQueue shots = new ShotQueue(scene);
        OutcomeReader reader =
            new OutcomeReader(stack.connection(), tally::outcome, tileLetters::add)) {
      importTiles(tiles, reader);
      send(shots, reader, tally, started);
      awaitOutcomes(reader, tally);
    }
    return tally.summary(tiles.size());
  }

  private void importTiles(List<GalleryTile> tiles, OutcomeReader reader)
      throws InterruptedException {
    GalleryImport.send(stack.connection(), tiles, scene.title());
    try (GalleryProgress gallery = new GalleryProgress(stack.redisUrl(), model);
        Progress bar = Progress.start("importing", "tiles", tiles.size())) {
      while (!gallery.isComplete() || gallery.tilesDone() < tiles.size()) {
        check(reader);
        tileLetters.refuseIfAll(tiles.size());
        bar.stepTo(gallery.tilesDone());
        Thread.sleep(100);
      }
      bar.stepTo(tiles.size());
    }
    LiveLine line = new LiveLine(out);
    stack.awaitReady(READY_LIMIT, waiting -> line.show("waiting for " + waiting));
    line.end();
    tileLetters.lines().forEach(out::println);
  }

  private void send(ShotQueue shots, OutcomeReader reader, Tally tally, long started)
      throws InterruptedException {
    LiveLine line = new LiveLine(out);
    boolean firstShown = false;
    try (PanoramaSender sender = new PanoramaSender(stack.connection())) {
      long start = System.nanoTime();
      for (int i = 0; i < scene.shots(); i++) {
        Shot shot = shots.next();
        long due = start + (long) (scene.secondsOf(i) * 1e9);
        do {
          firstShown = firstShown || showFirst(tally, line, started);
          line.show(tally.summary(0).line());
          check(reader);
        } while (sleepTowards(due));
        tally.sending(shot);
        sender.send(shot);
      }
      sender.flush();
    }
    line.end();
  }

  private boolean showFirst(Tally tally, LiveLine line, long started) {
    if (tally.summary(0).geotagged() == 0) {
      return false;
    }
    line.end();
    out.printf("first geotag after %.0f s%n", (System.nanoTime() - started) / 1e9);
    return true;
  }

  private static boolean sleepTowards(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    Thread.sleep(Duration.ofNanos(Math.min(left, 100_000_000L)));
    return due - System.nanoTime() > 0;
  }

  private void awaitOutcomes(OutcomeReader reader, Tally tally) throws InterruptedException {
    LiveLine line = new LiveLine(out);
    long lastChange = System.nanoTime();
    int missing = tally.summary(0).missing();
    while (!tally.isComplete() && System.nanoTime() - lastChange < PATIENCE.toNanos()) {
      check(reader);
      Thread.sleep(50);
      Summary now = tally.summary(0);
      line.show(now.line());
      if (now.missing() != missing) {
        missing = now.missing();
        lastChange = System.nanoTime();
      }
    }
    Thread.sleep(AFTERMATH);
    line.end();
    check(reader);
  }

  private void check(OutcomeReader reader) {
    reader.check();
    stack.checkAlive();
  }
}
