package org.crossview.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.crossview.sirnet.configuration.Configuration;
import picocli.CommandLine.Option;

/** Single settings of the network over those of the configuration. */
final class NetworkOptions {
  private static final String POLAR = "network.polar";

  @Option(
      names = "--refinement-steps",
      paramLabel = "T",
      description = "Refinement blocks, 1 to 4 (network.steps; small: 3).")
  private Integer refinementSteps;

  @Option(
      names = "--width",
      paramLabel = "FACTOR",
      description =
          "Factor on the channels of the paper's network (network.widthMultiplier; small: 0.25).")
  private Double width;

  @Option(
      names = "--input",
      split = "x",
      paramLabel = "HxW",
      hideParamSyntax = true,
      description =
          "Size of a prepared panorama and of a prepared tile (network.groundHeight, groundWidth;"
              + " small: 64x256).")
  private int[] input;

  @Option(
      names = "--dropout",
      paramLabel = "FRACTION",
      description = "Fraction dropped in training (network.dropout; small: 0).")
  private Double dropout;

  @Option(
      names = "--no-polar",
      description =
          "Leave out the polar transform; tiles are then squares of as many pixels"
              + " (network.polar=false). Upon small it needs --column-weight 0 --set"
              + " training.augmentation.roll=false beside it.")
  private boolean noPolar;

  @Option(
      names = "--aerial-side",
      paramLabel = "PIXELS",
      description =
          "Side of a prepared tile, with --no-polar only (network.aerialHeight, aerialWidth; small:"
              + " 128).")
  private Integer aerialSide;

  @Option(
      names = "--input-scale",
      paramLabel = "FACTOR",
      description =
          "Factor on the pixels after their mean is subtracted (network.inputScale; small:"
              + " 0.015625, the paper: 1).")
  private Double inputScale;

  /**
   * Refuses a side of plain tiles for a network that takes none.
   *
   * @param base the configuration that is changed
   * @param given the changes, of whatever option
   * @throws IllegalArgumentException if the network has the polar transform
   */
  void checkAerialSide(Configuration base, Map<String, String> given) {
    String polar = given.getOrDefault(POLAR, "" + base.network().polar());
    if (aerialSide != null && polar.strip().equals("true")) {
      throw new IllegalArgumentException(
          ("--aerial-side %d is for tiles without the polar transform, and network.polar is true:"
                  + " give --no-polar as well, or leave it out")
              .formatted(aerialSide));
    }
  }

  /** The keys that were given, with their values. */
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    GivenSettings.put(given, "network.steps", refinementSteps);
    GivenSettings.put(given, "network.widthMultiplier", width);
    if (input != null) {
      if (input.length != 2) {
        throw new IllegalArgumentException("--input needs HEIGHTxWIDTH, such as 64x256");
      }
      GivenSettings.put(given, "network.groundHeight", input[0]);
      GivenSettings.put(given, "network.groundWidth", input[1]);
    }
    GivenSettings.put(given, "network.dropout", dropout);
    if (noPolar) {
      GivenSettings.put(given, POLAR, false);
    }
    GivenSettings.put(given, "network.aerialHeight", aerialSide);
    GivenSettings.put(given, "network.aerialWidth", aerialSide);
    GivenSettings.put(given, "network.inputScale", inputScale);
    return given;
  }
}
