package org.crossview.embedding.batch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.stage.batch.BatchFunction;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;

/**
 * Embeds a batch in one inference. An image that does not fit the network is rejected by itself and
 * never reaches it.
 *
 * @param <M> the prepared message
 */
public final class BatchEmbedding<M> implements BatchFunction<M> {
  /** The pixels of a prepared message. */
  public record Pixels(int height, int width, ByteString bgr) {}

  /**
   * Makes the record that goes on.
   *
   * @param <M> the prepared message
   */
  @FunctionalInterface
  public interface Embedded<M> {
    Outgoing of(Item<M> item, List<StepDescriptor> steps);
  }

  private final Branch branch;
  private final String modelVersion;
  private final Function<M, Pixels> pixels;
  private final Embedded<M> embedded;

  /**
   * @param modelVersion for messages to people
   * @param pixels of a message
   * @param embedded makes the record that goes on
   */
  public BatchEmbedding(
      Branch branch, String modelVersion, Function<M, Pixels> pixels, Embedded<M> embedded) {
    this.branch = branch;
    this.modelVersion = modelVersion;
    this.pixels = pixels;
    this.embedded = embedded;
  }

  @Override
  public List<ItemResult> process(List<Item<M>> items) throws DependencyUnavailableException {
    ItemResult[] results = new ItemResult[items.size()];
    List<BgrImage> images = new ArrayList<>(items.size());
    int[] places = new int[items.size()];
    for (int i = 0; i < results.length; i++) {
      try {
        places[images.size()] = i;
        images.add(image(items.get(i).message()));
      } catch (UnusableInputException e) {
        results[i] = ItemResult.reject(e);
      }
    }
    float[][][] descriptors = images.isEmpty() ? new float[0][][] : describe(images);
    for (int i = 0; i < descriptors.length; i++) {
      Item<M> item = items.get(places[i]);
      results[places[i]] = ItemResult.forward(embedded.of(item, steps(descriptors[i])));
    }
    return Arrays.asList(results);
  }

  /**
   * Runs the network. If it fails, a plain grey image tells whether it still works at all: if not,
   * it is the device or the model that is down, and the records must not be blamed for it.
   */
  private float[][][] describe(List<BgrImage> images) throws DependencyUnavailableException {
    try {
      return branch.network().describe(images);
    } catch (RuntimeException e) {
      try {
        branch.network().describe(List.of(branch.grey()));
      } catch (RuntimeException probe) {
        probe.addSuppressed(e);
        throw new DependencyUnavailableException(
            "model", "The network fails on a plain grey image: " + probe, probe);
      }
      throw e;
    }
  }

  private BgrImage image(M message) throws UnusableInputException {
    Pixels image = pixels.apply(message);
    if (image.height() != branch.height() || image.width() != branch.width()) {
      throw new UnusableInputException(
          RejectionReason.MODEL_VERSION_MISMATCH,
          "The image was prepared with %d x %d pixels; the %s branch of model %s needs %d x %d"
              .formatted(
                  image.height(),
                  image.width(),
                  branch.name(),
                  modelVersion,
                  branch.height(),
                  branch.width()));
    }
    int bytes = branch.height() * branch.width() * 3;
    if (image.bgr().size() != bytes) {
      throw new UnusableInputException(
          RejectionReason.INVALID_FIELD,
          "bgr has %d bytes; %d x %d pixels need %d"
              .formatted(image.bgr().size(), image.height(), image.width(), bytes));
    }
    return new BgrImage(branch.height(), branch.width(), image.bgr().toByteArray());
  }

  private static List<StepDescriptor> steps(float[][] descriptors) {
    List<StepDescriptor> steps = new ArrayList<>(descriptors.length);
    for (float[] descriptor : descriptors) {
      steps.add(
          StepDescriptor.newBuilder()
              .setLength(descriptor.length)
              .setFloat16Le(UnsafeByteOperations.unsafeWrap(Float16.encode(descriptor)))
              .build());
    }
    return steps;
  }
}
