package org.crossview.preprocessing.topology;

import org.crossview.preprocessing.Images;
import org.junit.jupiter.api.AfterEach;

/** A test with a topology of its own, and the pictures that it is sent. */
abstract class WithDriver {
  static final byte[] PANORAMA = Images.jpeg(256, 512);
  static final byte[] TILE = Images.jpeg(200, 200);

  final PreprocessingDriver driver = new PreprocessingDriver();

  @AfterEach
  void stop() {
    driver.close();
  }
}
