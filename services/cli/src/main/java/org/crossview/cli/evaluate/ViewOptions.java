package org.crossview.cli.evaluate;

import org.crossview.cli.terminal.UserErrorException;
import picocli.CommandLine.Option;

/** What the panoramas show, and what is known of it. */
final class ViewOptions {
  @Option(
      names = "--fov",
      paramLabel = "DEG",
      defaultValue = "360",
      description =
          "Degrees of the circle that a panorama shows, from a random direction on; the rest is"
              + " blanked. The published ones are 360, 180, 90, 70.")
  private double degrees;

  @Option(
      names = "--unknown-heading",
      description =
          "Turns every panorama at random and finds the turn by correlating descriptors; reports"
              + " how often that turn is right.")
  private boolean unknownHeading;

  FieldOfView view() {
    if (!(degrees > 0 && degrees <= 360)) {
      throw new UserErrorException(
          "--fov needs more than 0 and at most 360 degrees, got " + degrees);
    }
    return new FieldOfView(degrees, unknownHeading);
  }
}
