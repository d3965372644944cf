package org.crossview.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.crossview.cli.Home;
import org.crossview.cli.terminal.OutputFile;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.local.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Starts a Kafka broker, a redis-server and the six services on this machine, imports a"
          + " gallery, lets a fleet send panoramas and shows the geotags as they arrive.",
      "Exit code 0 only if every panorama ended as exactly one geotag or dead letter, and nothing"
          + " else ended as one."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int UNCLEAN = 1;
  private static final int TOWN_SECONDS = 60;
  private static final String SEED = "--seed";
  private static final String TILES = "--tiles";
  private static final String CACHE = "--cache";

  @Spec private CommandSpec spec;

  @Option(names = "--vehicles", defaultValue = "5", description = "Vehicles of the fleet.")
  private int vehicles;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description =
          "How long they drive. Default: "
              + TOWN_SECONDS
              + "; with --pairs until every panorama is sent once.")
  private Double seconds;

  @Option(
      names = "--rate",
      defaultValue = "1.0",
      description = "Panoramas per second of each vehicle.")
  private double rate;

  @Option(names = SEED, defaultValue = "1", description = "Seed of the town and the routes.")
  private long seed;

  @Option(names = TILES, defaultValue = "1000", description = "Tiles of the town.")
  private int tiles;

  @Option(
      names = "--pairs",
      paramLabel = "DIR",
      description =
          "Plays a plain folder (pairs.csv) instead of a town, each of its panoramas once.")
  private Path pairs;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model to use instead of the one that ships with Crossview.")
  private Path model;

  @Option(
      names = CACHE,
      paramLabel = "DIR",
      description =
          "Where rendered towns are kept. Default: crossview in $XDG_CACHE_HOME or ~/.cache.")
  private Path cache;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the summary as JSON.")
  private Path json;

  @Option(
      names = "--logs",
      paramLabel = "DIR",
      description = "Keeps the services' logs there; without it they go with the temporary state.")
  private Path logs;

  @Override
  public Integer call() throws InterruptedException, IOException {
    long started = System.nanoTime();
    check();
    Path modelFolder = model == null ? Home.shippedModel() : model;
    ModelDescription description = loadModel(modelFolder);
    DemoScene scene = scene();
    Summary summary;
    try (TemporaryFolder work = TemporaryFolder.create("crossview-demo-")) {
      Path folder = logs == null ? work.path() : Files.createDirectories(logs);
      System.err.println("starting broker, Redis and six services for " + scene.title());
      try (LocalStack stack = LocalStack.start(modelFolder, folder)) {
        summary = new DemoRun(scene, stack, description, System.err).play(started);
      }
    }
    System.out.print(summary.text());
    OutputFile.write(json, file -> Files.writeString(file, summary.json()));
    return summary.isClean() ? 0 : UNCLEAN;
  }

  private DemoScene scene() {
    if (pairs != null) {
      return PairsScene.open(pairs, vehicles, rate, seconds());
    }
    return new TownScene(
        seed, tiles, vehicles, seconds(), rate, cache == null ? defaultCache() : cache);
  }

  private double seconds() {
    if (seconds != null) {
      return seconds;
    }
    return pairs == null ? TOWN_SECONDS : Double.POSITIVE_INFINITY;
  }

  private static Path defaultCache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("crossview");
  }

  private void check() {
    if (vehicles < 1 || !(seconds() > 0) || !(rate > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--vehicles needs at least 1, --seconds and --rate more than 0; got %d, %s, %s"
              .formatted(vehicles, seconds(), rate));
    }
    if (pairs != null) {
      refuseWhatIsOfATown();
    }
    OutputFile.check(json);
  }

  private void refuseWhatIsOfATown() {
    ParseResult given = spec.commandLine().getParseResult();
    for (String option : List.of(SEED, TILES, CACHE)) {
      if (given.hasMatchedOption(option)) {
        throw new UserErrorException(
            "%s %s belongs to a town, and --pairs plays a folder as it is: leave one of them out"
                .formatted(option, given.<Object>matchedOptionValue(option, "")));
      }
    }
  }

  private static ModelDescription loadModel(Path folder) {
    try {
      return ModelDescription.load(folder);
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }
}
