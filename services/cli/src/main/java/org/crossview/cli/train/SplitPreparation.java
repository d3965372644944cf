package org.crossview.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.crossview.cli.CodeFingerprint;
import org.crossview.cli.data.Omissions;
import org.crossview.cli.data.SplitIdentity;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.image.BgrImage;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Panorama;
import org.crossview.datasets.split.Split;
import org.crossview.imaging.ImageLimits;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.TilePreparation;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.View;

/**
 * Prepares the pairs of a data set as the services do, once, into a cache: decodes both images,
 * brings the panorama to the network's size and takes the tile's polar transform.
 */
public final class SplitPreparation {
  private final SirNetSettings network;
  private final Path folder;
  private final int threads;
  private final Omissions omissions;

  /**
   * @param folder of caches
   * @param threads that decode
   * @param omissions gets the images that cannot be used
   */
  public SplitPreparation(SirNetSettings network, Path folder, int threads, Omissions omissions) {
    this.network = network;
    this.folder = folder;
    this.threads = threads;
    this.omissions = omissions;
  }

  /**
   * The pairs of a choice. A cache holds a whole part of a data set, so that choices share what was
   * prepared.
   *
   * @throws UserErrorException if none can be used
   */
  public PreparedPairs prepare(SplitChoice choice) throws InterruptedException {
    Split split = choice.split();
    PairCache cache =
        PairCache.open(
            folder.resolve(name(split)),
            split.panoramas().size(),
            network.imageBytes(View.GROUND),
            network.imageBytes(View.AERIAL));
    CacheFilling.fill(
        cache,
        choice.panoramas(),
        threads,
        "preparing " + split.name(),
        "pairs",
        index -> prepare(split, index, cache));
    int[] usable = IntStream.of(choice.panoramas()).filter(cache::has).toArray();
    if (usable.length == 0) {
      cache.close();
      throw new UserErrorException(
          "no pair of %s can be used; the last image at fault is %s"
              .formatted(split.name(), omissions.all().getLast().line()));
    }
    return new SplitPairs(split, cache, usable);
  }

  private String name(Split split) {
    return "%s-%s-%s.pairs"
        .formatted(
            CodeFingerprint.of(PanoramaPreparation.class),
            new SplitIdentity(split).digitsWithTimes(),
            RenderedPairs.inputOf(network));
  }

  private void prepare(Split split, int index, PairCache cache) {
    Panorama panorama = split.panoramas().get(index);
    Optional<BgrImage> ground =
        prepared(
            panorama.file(),
            image ->
                PanoramaPreparation.prepare(
                    image,
                    panorama.projection(),
                    panorama.headingDegrees(),
                    network.groundHeight(),
                    network.groundWidth()));
    Optional<BgrImage> aerial =
        prepared(
            split.tiles().get(panorama.right()[0]).file(),
            image ->
                TilePreparation.prepare(
                    image,
                    network.aerialHeight(),
                    network.aerialWidth(),
                    network.polar(),
                    ImageLimits.DEFAULTS));
    if (ground.isPresent() && aerial.isPresent()) {
      cache.write(index, ground.get().bgr(), aerial.get().bgr());
    }
  }

  private interface Preparation {
    BgrImage of(byte[] image) throws UnusableInputException;
  }

  private Optional<BgrImage> prepared(Path file, Preparation preparation) {
    try {
      return Optional.of(preparation.of(Files.readAllBytes(file)));
    } catch (IOException | UnusableInputException e) {
      omissions.add(Omission.broken(file, e));
      return Optional.empty();
    }
  }
}
