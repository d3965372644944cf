package org.crossview.cli.evaluate;

import java.util.OptionalDouble;
import org.crossview.core.image.BgrImage;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.Projection;

/**
 * A panorama as a vehicle sends it.
 *
 * @param image JPEG or PNG
 * @param projection how it shows the circle
 * @param headingDegrees what its centre column looks at, clockwise from north; empty: north
 */
public record Photograph(byte[] image, Projection projection, OptionalDouble headingDegrees) {
  /** The model's input. */
  public BgrImage prepared(ModelDescription model) throws UnusableInputException {
    return prepared(model.height(), model.width());
  }

  /** What the model's input shows, in another size. */
  public BgrImage prepared(int height, int width) throws UnusableInputException {
    return PanoramaPreparation.prepare(image, projection, headingDegrees, height, width);
  }
}
