package org.crossview.cli.train;

import org.crossview.sirnet.network.SirNetSettings;
import picocli.CommandLine.Option;

/** The shape of the network; what is not listed is as in the paper. */
final class NetworkOptions {
  @Option(
      names = "--refinement-steps",
      defaultValue = "3",
      paramLabel = "T",
      description = "Refinement blocks, 1 to 4.")
  private int refinementSteps;

  @Option(
      names = "--width",
      defaultValue = "0.125",
      paramLabel = "FACTOR",
      description = "Factor on the channels of the paper's network.")
  private double width;

  @Option(
      names = "--input",
      split = "x",
      defaultValue = "64x256",
      paramLabel = "HxW",
      description = "Size of a prepared panorama and of a prepared tile.")
  private int[] input = {};

  @Option(names = "--dropout", defaultValue = "0.2", description = "Fraction dropped in training.")
  private double dropout;

  @Option(
      names = "--no-polar",
      description = "Leave out the polar transform; tiles then have --aerial-side.")
  private boolean noPolar;

  @Option(
      names = "--aerial-side",
      defaultValue = "128",
      description = "Side of a prepared tile without the polar transform.")
  private int aerialSide;

  @Option(
      names = "--input-scale",
      defaultValue = "0.015625",
      paramLabel = "FACTOR",
      description = "Factor on the pixels after their mean is subtracted; the paper has 1.")
  private double inputScale;

  SirNetSettings settings() {
    if (input.length != 2) {
      throw new IllegalArgumentException("--input needs HEIGHTxWIDTH, such as 64x256");
    }
    SirNetSettings.Builder builder =
        SirNetSettings.builder()
            .steps(refinementSteps)
            .widthMultiplier(width)
            .dropout(dropout)
            .inputSize(input[0], input[1])
            .inputScale(inputScale);
    return noPolar
        ? builder.polar(false).aerialSize(aerialSide, aerialSide).build()
        : builder.build();
  }
}
