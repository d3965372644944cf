package org.crossview.cli.ablate.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crossview.cli.Workers;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.train.CacheFilling;
import org.crossview.cli.train.PairCache;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.TilePreparation;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.serving.DescriptorModel;

/**
 * The images of one view of a test, prepared for one size of input and kept in a file: rendering
 * them takes longer than describing them, and every run needs the same ones.
 */
final class PreparedImages implements AutoCloseable {
  private static final int BATCH = 16;

  private final PairCache cache;
  private final int height;
  private final int width;
  private final String unit;

  private PreparedImages(PairCache cache, int height, int width, String unit) {
    this.cache = cache;
    this.height = height;
    this.width = width;
    this.unit = unit;
  }

  /** Prepares one image. */
  private interface Preparation {
    BgrImage of(int index) throws UnusableInputException;
  }

  /** The panoramas of a set, rendered where the file lacks them. */
  static PreparedImages queries(EvaluationSet set, ModelDescription model, Path file)
      throws InterruptedException {
    return filled(
        set.queries(),
        model.height(),
        model.width(),
        "panoramas",
        file,
        i -> set.query(i).prepared(model));
  }

  /** The tiles of a set, rendered where the file lacks them. */
  static PreparedImages tiles(EvaluationSet set, ModelDescription model, Path file)
      throws InterruptedException {
    return filled(
        set.tiles(),
        model.aerialHeight(),
        model.aerialWidth(),
        "tiles",
        file,
        i -> TilePreparation.prepare(set.tile(i), model, ImageLimits.DEFAULTS));
  }

  private static PreparedImages filled(
      int count, int height, int width, String unit, Path file, Preparation preparation)
      throws InterruptedException {
    PairCache cache = PairCache.open(file, count, height * width * 3, 0);
    PreparedImages images = new PreparedImages(cache, height, width, unit);
    try {
      images.fill(preparation);
    } catch (InterruptedException | RuntimeException e) {
      images.close();
      throw e;
    }
    return images;
  }

  private void fill(Preparation preparation) throws InterruptedException {
    CacheFilling.fill(
        cache,
        IntStream.range(0, cache.size()).toArray(),
        Runtime.getRuntime().availableProcessors(),
        "rendering test " + unit,
        unit,
        index -> cache.write(index, prepared(preparation, index), new byte[0]));
  }

  private static byte[] prepared(Preparation preparation, int index) {
    try {
      return preparation.of(index).bgr();
    } catch (UnusableInputException e) {
      throw new IllegalStateException("a town renders pictures that cannot be used", e);
    }
  }

  /** Describes a batch of prepared images: [image][step][D]. */
  interface Description {
    float[][][] of(List<BgrImage> images);
  }

  /**
   * The descriptors of all images.
   *
   * @param description by a model of the same input size
   */
  DescriptorBlocks described(DescriptorModel model, Description description)
      throws InterruptedException {
    DescriptorBlocks blocks =
        new DescriptorBlocks(
            cache.size(), model.description().steps(), model.description().descriptorLength());
    try (Progress progress = Progress.start("describing test " + unit, unit, cache.size())) {
      Workers.share(
          Runtime.getRuntime().availableProcessors(),
          cache.size(),
          BATCH,
          (from, to) -> {
            float[][][] descriptors = description.of(images(from, to));
            for (int i = 0; i < descriptors.length; i++) {
              blocks.set(from + i, descriptors[i]);
              progress.step();
            }
          });
    }
    return blocks;
  }

  private List<BgrImage> images(int from, int to) {
    List<BgrImage> images = new ArrayList<>();
    for (int i = from; i < to; i++) {
      byte[] image = new byte[height * width * 3];
      cache.read(i, image, new byte[0]);
      images.add(new BgrImage(height, width, image));
    }
    return images;
  }

  @Override
  public void close() {
    cache.close();
  }
}
