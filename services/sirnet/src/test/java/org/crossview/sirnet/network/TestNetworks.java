package org.crossview.sirnet.network;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.crossview.sirnet.configuration.Configuration;

/** Networks for tests. */
public final class TestNetworks {
  private TestNetworks() {}

  /**
   * The paper's network with some settings changed.
   *
   * @param settings under {@code network}, such as {@code steps=1}
   */
  public static SirNetSettings paper(String... settings) {
    return with(Configuration.load("full"), settings);
  }

  /**
   * The paper's network for inputs of 64 x 64 and with a sixteenth of its channels.
   *
   * @param settings under {@code network} that differ beside, such as {@code steps=1}
   */
  public static SirNetSettings tiny(String... settings) {
    Map<String, String> tiny =
        Map.of(
            "network.groundHeight", "64",
            "network.groundWidth", "64",
            "network.widthMultiplier", "0.0625");
    return with(Configuration.load("full").with(tiny, "a tiny network"), settings);
  }

  private static SirNetSettings with(Configuration configuration, String... settings) {
    Map<String, String> changes =
        Arrays.stream(settings)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(parts -> "network." + parts[0], parts -> parts[1]));
    return configuration.with(changes, "a test").network();
  }
}
