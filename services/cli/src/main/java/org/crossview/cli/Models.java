package org.crossview.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.explanation.GradCam;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.sirnet.serving.DeviceChoice;

/** Opens the models that commands are told to use. */
public final class Models {
  private Models() {}

  /**
   * Opens a model for all processors, or a GPU where there is one.
   *
   * @param directory of an exported model; null for the one that ships with Crossview
   * @throws UserErrorException if there is no usable model
   */
  public static DescriptorModel open(Path directory) {
    try {
      return DescriptorModel.open(
          directory == null ? Home.shippedModel() : directory,
          DeviceChoice.AUTO,
          Runtime.getRuntime().availableProcessors());
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }

  /**
   * Opens a model to see where it looks.
   *
   * @param directory of an exported model; null for the one that ships with Crossview
   * @throws UserErrorException if there is no usable model
   */
  public static GradCam explain(Path directory) {
    try {
      return GradCam.open(
          directory == null ? Home.shippedModel() : directory,
          Runtime.getRuntime().availableProcessors());
    } catch (IOException e) {
      throw new UserErrorException(e.getMessage(), e);
    }
  }
}
