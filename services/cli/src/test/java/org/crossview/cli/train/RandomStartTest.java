package org.crossview.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.crossview.sirnet.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RandomStartTest {
  @Test
  void onlyANetworkThatImageNetWeightsFitIsWarnedOfAndOnlyOnce() {
    assertThat(warning("full", "full", "small"))
        .hasLineCount(1)
        .startsWith("warning: the backbones begin with random weights")
        .contains("--vgg16 FILE");
    assertThat(warning("small")).isEmpty();
  }

  private static String warning(String... configurations) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    RandomStart.warn(
        Stream.of(configurations).map(name -> Configuration.load(name).network()),
        new PrintStream(log, true, StandardCharsets.UTF_8));
    return log.toString(StandardCharsets.UTF_8);
  }
}
