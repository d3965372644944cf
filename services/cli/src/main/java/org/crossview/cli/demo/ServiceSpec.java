package org.crossview.cli.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * A service and the flags of its JVM, chosen for a quick start on a small machine: the serial
 * collector, small heaps and the first compiler only: the heavy work is native.
 *
 * @param name of the module and the service
 * @param jvmFlags flags of its JVM
 */
record ServiceSpec(String name, List<String> jvmFlags) {
  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final List<String> LIGHT = with("-Xmx192m", "-XX:TieredStopAtLevel=1");
  private static final List<String> IMAGES = with("-Xmx320m", "-XX:TieredStopAtLevel=1");
  private static final List<String> MODEL = with("-Xmx640m", "-XX:TieredStopAtLevel=1");

  /** Grows with the gallery, which it holds twice while a new one is loaded: 48 KiB a tile. */
  private static final List<String> SEARCH = with("-Xmx2560m", "-XX:TieredStopAtLevel=1");

  /** In the order of the data flow; the slowest to start comes first among equals. */
  static final List<ServiceSpec> ALL =
      List.of(
          new ServiceSpec("embedding", MODEL),
          new ServiceSpec("polar-preprocessing", IMAGES),
          new ServiceSpec("gallery-writer", LIGHT),
          new ServiceSpec("gallery-search", SEARCH),
          new ServiceSpec("ase-halting", LIGHT),
          new ServiceSpec("matching", LIGHT));

  private static List<String> with(String... flags) {
    return Stream.concat(COMMON.stream(), Stream.of(flags)).toList();
  }
}
