package org.crossview.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.crossview.sirnet.training.ViewAugmentation;
import picocli.CommandLine.Option;

/** What panoramas show while training: single settings over those of the configuration. */
final class ShownOptions {
  private static final String VIEW = "training.augmentation.view.";

  @Option(
      names = "--fov",
      split = "-",
      paramLabel = "DEG[-DEG]",
      hideParamSyntax = true,
      description =
          "Degrees of the circle that panoramas show, or a range of which every batch draws its own;"
              + " they are turned against their tiles, as 'evaluate --fov' does, and validated at the"
              + " narrowest. 360: whole, but turned. Default: whole, with north in the centre"
              + " (training.augmentation.view).")
  private Double[] degrees;

  /** The keys that were given, with their values. */
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    if (degrees == null) {
      return given;
    }
    if (degrees.length > 2) {
      throw new IllegalArgumentException("--fov needs DEGREES or DEGREES-DEGREES, such as 70-360");
    }
    ViewAugmentation view = view(degrees[0], degrees[degrees.length - 1]);
    GivenSettings.put(given, VIEW + "turned", view.turned());
    GivenSettings.put(given, VIEW + "narrowest", view.narrowest());
    GivenSettings.put(given, VIEW + "widest", view.widest());
    return given;
  }

  private static ViewAugmentation view(double narrowest, double widest) {
    try {
      return new ViewAugmentation(true, narrowest, widest);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--fov: " + e.getMessage(), e);
    }
  }
}
