package org.crossview.sirnet.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the processor can do, as Linux lists it.
 *
 * @param flags empty where nothing lists them
 */
public record ProcessorFeatures(Set<String> flags) {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*:\\s*(.*)$");

  /**
   * What oneDNN convolves bfloat16 with; without any of them TensorFlow falls back to plain loops.
   */
  private static final Set<String> BFLOAT16 = Set.of("avx512bw", "avx_ne_convert", "amx_bf16");

  public ProcessorFeatures {
    flags = Set.copyOf(flags);
  }

  /** Those of the processor this runs on; none on a system that does not list them. */
  public static ProcessorFeatures ofThisProcessor() throws IOException {
    return Files.isReadable(LINUX)
        ? parse(Files.readString(LINUX))
        : new ProcessorFeatures(Set.of());
  }

  static ProcessorFeatures parse(String cpuinfo) {
    var flags = FLAGS.matcher(cpuinfo);
    return new ProcessorFeatures(
        flags.find() ? Set.of(flags.group(1).strip().split("\\s+")) : Set.of());
  }

  /**
   * Whether convolutions in bfloat16 are known to be many times slower than in float32 (ADR 124).
   */
  public boolean slowsBfloat16() {
    return !flags.isEmpty() && BFLOAT16.stream().noneMatch(flags::contains);
  }
}
