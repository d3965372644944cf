package org.crossview.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.crossview.cli.Models;
import org.crossview.cli.Workers;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.file.WholeFile;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.sirnet.training.LookAlikeOrder;
import org.crossview.sirnet.training.PairSource;

/**
 * Orders pairs by how alike a model finds their tiles. The order is kept in a file of the run, so
 * that a run which goes on after a kill has the very same batches.
 */
final class LookAlikes implements Ordering {
  private static final int BATCH = 32;
  static final String FILE_NAME = "look-alikes.txt";

  private final Path model;
  private final OptionalInt within;
  private final String version;
  private final SirNetSettings network;
  private final Path run;

  /**
   * @param model folder of a model that takes the same tiles as the network
   * @param within among how many pairs that follow each other look-alikes are looked for; empty for
   *     among all
   * @param network to be trained
   * @param run folder of the run
   * @throws UserErrorException if there is no such model
   */
  LookAlikes(Path model, OptionalInt within, SirNetSettings network, Path run) {
    this.model = model;
    this.within = within;
    this.network = network;
    this.run = run;
    try {
      ModelDescription description = ModelDescription.load(model);
      checkInput(description);
      version = description.version();
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  /**
   * The pairs with look-alikes next to each other.
   *
   * @throws UserErrorException if the run has the order of another model or of other pairs
   */
  @Override
  public PairSource ordered(PairSource pairs) throws IOException, InterruptedException {
    Path file = run.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      Files.createDirectories(run);
      write(file, LookAlikeOrder.of(described(pairs), within.orElse(Integer.MAX_VALUE)));
    }
    return new LookAlikePairs(pairs, read(file, pairs.size()));
  }

  @Override
  public String words() {
    String words = "look-alikes of model " + version;
    return within.isEmpty() ? words : words + " within " + within.getAsInt() + " pairs";
  }

  private void checkInput(ModelDescription description) {
    if (description.aerialHeight() != network.aerialHeight()
        || description.aerialWidth() != network.aerialWidth()
        || description.polar() != network.polar()) {
      throw new UserErrorException(
          ("the model in %s takes tiles of %d x %d%s, the network to be trained %d x %d%s; name one of"
                  + " the same input")
              .formatted(
                  model,
                  description.aerialHeight(),
                  description.aerialWidth(),
                  words(description.polar()),
                  network.aerialHeight(),
                  network.aerialWidth(),
                  words(network.polar())));
    }
  }

  private static String words(boolean polar) {
    return polar ? "" : " without polar transform";
  }

  /** The descriptor of every tile, of the last step. */
  private float[][] described(PairSource pairs) throws InterruptedException {
    float[][] descriptors = new float[pairs.size()][];
    try (DescriptorModel describer = Models.open(model);
        Progress progress = Progress.start("finding look-alikes", "tiles", pairs.size())) {
      Workers.share(
          Runtime.getRuntime().availableProcessors(),
          pairs.size(),
          BATCH,
          (from, to) -> {
            float[][][] described = describer.aerial(tiles(pairs, from, to));
            for (int i = 0; i < described.length; i++) {
              descriptors[from + i] = described[i][described[i].length - 1];
              progress.step();
            }
          });
    }
    return descriptors;
  }

  private List<BgrImage> tiles(PairSource pairs, int from, int to) {
    List<BgrImage> tiles = new ArrayList<>();
    byte[] ground = new byte[network.imageBytes(View.GROUND)];
    for (int i = from; i < to; i++) {
      byte[] aerial = new byte[network.imageBytes(View.AERIAL)];
      pairs.read(i, ground, aerial);
      tiles.add(new BgrImage(network.aerialHeight(), network.aerialWidth(), aerial));
    }
    return tiles;
  }

  /** The model's version, and then an index a line. */
  private void write(Path file, int[] order) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(version);
    IntStream.of(order).mapToObj(Integer::toString).forEach(lines::add);
    WholeFile.write(file, fresh -> Files.write(fresh, lines));
  }

  private int[] read(Path file, int pairs) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (!lines.getFirst().equals(version) || lines.size() != pairs + 1) {
      throw new UserErrorException(
          ("%s holds the order of %d pairs by model %s, and this run has %d by model %s; go on with"
                  + " the same options, or name another --out")
              .formatted(file, lines.size() - 1, lines.getFirst(), pairs, version));
    }
    return lines.stream().skip(1).mapToInt(Integer::parseInt).toArray();
  }
}
