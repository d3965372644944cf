package org.crossview.sirnet.serving;

import java.util.List;
import org.crossview.core.image.BgrImage;
import org.crossview.sirnet.network.View;

/** What the signatures of an exported model are fed with. */
public final class ModelInput {
  private ModelInput() {}

  /**
   * The pixels of images.
   *
   * @param height rows that the view takes
   * @param width columns that the view takes
   * @param images each of that size
   * @return [image][row][column][blue, green, red] in one array, 0..255
   * @throws IllegalArgumentException if an image has another size
   */
  public static float[] pixels(View view, int height, int width, List<BgrImage> images) {
    int length = height * width * 3;
    float[] pixels = new float[images.size() * length];
    for (int i = 0; i < images.size(); i++) {
      BgrImage image = images.get(i);
      if (image.height() != height || image.width() != width) {
        throw new IllegalArgumentException(
            "The %s view of this model takes images of %d x %d pixels (height x width), image %d has %d x %d"
                .formatted(view.signature(), height, width, i, image.height(), image.width()));
      }
      byte[] bytes = image.bgr();
      for (int k = 0; k < length; k++) {
        pixels[i * length + k] = bytes[k] & 255;
      }
    }
    return pixels;
  }
}
