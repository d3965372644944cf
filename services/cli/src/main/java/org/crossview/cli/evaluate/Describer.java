package org.crossview.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.crossview.cli.Workers;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.TilePreparation;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.serving.DescriptorModel;

/**
 * Describes the images of a set with one or more models, on all processors: every worker renders a
 * batch and gives it to the models, so that rendering and the network keep all of them busy.
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

  /** The descriptors of all tiles by each model. */
  public List<DescriptorBlocks> tiles(EvaluationSet set) throws InterruptedException {
    return describe(
        "describing tiles",
        "tiles",
        set.tiles(),
        (from, count) -> {
          List<byte[]> images = new ArrayList<>();
          for (int i = from; i < from + count; i++) {
            images.add(set.tile(i));
          }
          return model -> {
            List<BgrImage> prepared = new ArrayList<>();
            for (int i = 0; i < count; i++) {
              prepared.add(tile(set, from + i, images.get(i), model.description()));
            }
            return model.aerial(prepared);
          };
        });
  }

  /** The descriptors of all queries by each model. */
  List<DescriptorBlocks> queries(EvaluationSet set, FieldOfView view) throws InterruptedException {
    return describe(
        "describing panoramas",
        "panoramas",
        set.queries(),
        (from, count) -> {
          List<Photograph> photographs = new ArrayList<>();
          for (int i = from; i < from + count; i++) {
            photographs.add(set.query(i));
          }
          return model -> {
            List<BgrImage> prepared = new ArrayList<>();
            for (int i = 0; i < count; i++) {
              prepared.add(panorama(set, view, from + i, photographs.get(i), model.description()));
            }
            return model.ground(prepared);
          };
        });
  }

  private static BgrImage tile(EvaluationSet set, int index, byte[] image, ModelDescription model) {
    try {
      return TilePreparation.prepare(image, model, ImageLimits.DEFAULTS);
    } catch (UnusableInputException e) {
      throw new UserErrorException(set.tileName(index) + ": " + e.getMessage(), e);
    }
  }

  private static BgrImage panorama(
      EvaluationSet set,
      FieldOfView view,
      int index,
      Photograph photograph,
      ModelDescription model) {
    try {
      BgrImage prepared = photograph.prepared(model);
      return view.isOrdinary()
          ? prepared
          : view.of(prepared, view.roll(index, model.width(), FieldOfView.map(model)));
    } catch (UnusableInputException e) {
      throw new UserErrorException(set.queryName(index) + ": " + e.getMessage(), e);
    }
  }

  /** Fetches some neighbouring images, once for all models. */
  private interface Fetch {
    Described batch(int from, int count);
  }

  /** Describes the fetched images: [image][step][D]. */
  private interface Described {
    float[][][] by(DescriptorModel model);
  }

  private List<DescriptorBlocks> describe(String task, String unit, int count, Fetch fetch)
      throws InterruptedException {
    List<DescriptorBlocks> all = new ArrayList<>();
    for (DescriptorModel model : models) {
      ModelDescription description = model.description();
      all.add(new DescriptorBlocks(count, description.steps(), description.descriptorLength()));
    }
    AtomicInteger next = new AtomicInteger();
    try (Progress progress = Progress.start(task, unit, count)) {
      Workers.run(
          Runtime.getRuntime().availableProcessors(),
          () -> {
            for (int from = next.getAndAdd(BATCH); from < count; from = next.getAndAdd(BATCH)) {
              int size = Math.min(BATCH, count - from);
              Described described = fetch.batch(from, size);
              for (int m = 0; m < models.size(); m++) {
                float[][][] descriptors = described.by(models.get(m));
                for (int i = 0; i < size; i++) {
                  all.get(m).set(from + i, descriptors[i]);
                }
              }
              for (int i = 0; i < size; i++) {
                progress.step();
              }
              if (Thread.interrupted()) {
                throw new InterruptedException();
              }
            }
          });
    }
    return all;
  }
}
