package org.crossview.cli.ablate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageNetStartTest {
  @Test
  void withoutAFileTheReportIsToldOfRandomWeights() {
    assertThat(ImageNetStart.of(null, List.of()).words())
        .isEqualTo("The backbones begin with random weights; --vgg16 was not given.");
  }
}
