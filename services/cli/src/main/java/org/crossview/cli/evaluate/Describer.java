package org.crossview.cli.evaluate;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import org.crossview.cli.Workers;
import org.crossview.cli.terminal.Progress;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.TilePreparation;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.network.View;
import org.crossview.sirnet.serving.DescriptorModel;

/**
 * Describes the images of a set with one or more models, on all processors: every worker renders or
 * reads a batch and gives it to the models, so that both keep all of them busy.
 */
public final class Describer {
  private static final int BATCH = 16;

  private final List<DescriptorModel> models;

  /**
   * @param models each describes all images
   */
  public Describer(List<DescriptorModel> models) {
    this.models = models;
  }

  /**
   * What came of the images.
   *
   * @param byModel descriptors by each model; those of broken images are worth nothing
   * @param broken index and reason of the images that are none
   */
  public record Description(List<DescriptorBlocks> byModel, Map<Integer, String> broken) {}

  /** The descriptors of all tiles by each model. */
  public Description tiles(EvaluationSet set) throws InterruptedException {
    return describe(
        "describing tiles",
        "tiles",
        View.AERIAL,
        set.tiles(),
        tile -> {
          byte[] image = set.tile(tile);
          return model -> TilePreparation.prepare(image, model, ImageLimits.DEFAULTS);
        });
  }

  /** The descriptors of all queries by each model. */
  Description queries(EvaluationSet set, FieldOfView view) throws InterruptedException {
    return describe(
        "describing panoramas",
        "panoramas",
        View.GROUND,
        set.queries(),
        query -> {
          Photograph photograph = set.query(query);
          return model -> panorama(photograph, view, query, model);
        });
  }

  private static BgrImage panorama(
      Photograph photograph, FieldOfView view, int index, ModelDescription model)
      throws UnusableInputException {
    BgrImage prepared = photograph.prepared(model);
    return view.isOrdinary()
        ? prepared
        : view.of(prepared, view.roll(index, model.width(), FieldOfView.map(model)));
  }

  /** Why an image is broken whose file cannot be read. */
  public static String unreadable(UncheckedIOException e) {
    return "the file cannot be read: " + e.getCause().getMessage();
  }

  /** An image that was fetched, once for all models. */
  private interface Fetched {
    BgrImage prepared(ModelDescription model) throws UnusableInputException;
  }

  private Description describe(
      String task, String unit, View view, int count, IntFunction<Fetched> fetch)
      throws InterruptedException {
    List<DescriptorBlocks> all = new ArrayList<>();
    for (DescriptorModel model : models) {
      ModelDescription description = model.description();
      all.add(new DescriptorBlocks(count, description.steps(), description.descriptorLength()));
    }
    Map<Integer, String> broken = new ConcurrentSkipListMap<>();
    try (Progress progress = Progress.start(task, unit, count)) {
      Workers.share(
          Runtime.getRuntime().availableProcessors(),
          count,
          BATCH,
          (from, to) -> {
            Batch batch = Batch.fetch(from, to - from, fetch, broken);
            for (int m = 0; m < models.size(); m++) {
              batch.describe(models.get(m), view, all.get(m), broken);
            }
            for (int i = from; i < to; i++) {
              progress.step();
            }
          });
    }
    return new Description(all, broken);
  }

  /** Neighbouring images, without those that are broken. */
  private record Batch(List<Integer> indices, List<Fetched> images) {
    static Batch fetch(
        int from, int count, IntFunction<Fetched> fetch, Map<Integer, String> broken) {
      Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
      for (int i = from; i < from + count; i++) {
        try {
          batch.images.add(fetch.apply(i));
          batch.indices.add(i);
        } catch (UncheckedIOException e) {
          broken.put(i, unreadable(e));
        }
      }
      return batch;
    }

    void describe(
        DescriptorModel model, View view, DescriptorBlocks into, Map<Integer, String> broken) {
      List<BgrImage> prepared = new ArrayList<>();
      List<Integer> described = new ArrayList<>();
      for (int i = 0; i < indices.size(); i++) {
        try {
          prepared.add(images.get(i).prepared(model.description()));
          described.add(indices.get(i));
        } catch (UnusableInputException e) {
          broken.put(indices.get(i), e.getMessage());
        }
      }
      if (prepared.isEmpty()) {
        return;
      }
      float[][][] descriptors =
          view == View.GROUND ? model.ground(prepared) : model.aerial(prepared);
      for (int i = 0; i < descriptors.length; i++) {
        into.set(described.get(i), descriptors[i]);
      }
    }
  }
}
