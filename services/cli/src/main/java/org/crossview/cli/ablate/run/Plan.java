package org.crossview.cli.ablate.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How long the runs of an ablation are; {@code plan.json} in its folder. All have the same number
 * of steps, as the paper's variants have the same training.
 *
 * @param steps of every run that is no smoke run
 * @param minutes the budget it was decided by; 0 for none
 * @param secondsPerStep measured, by name of the configuration; empty without a budget
 */
public record Plan(int steps, double minutes, Map<String, Double> secondsPerStep) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String FILE = "plan.json";

  /** What was decided before in this folder. */
  static Optional<Plan> read(Path out) throws IOException {
    Path file = out.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(MAPPER.readValue(file.toFile(), Plan.class))
        : Optional.empty();
  }

  void write(Path out) throws IOException {
    Files.writeString(out.resolve(FILE), MAPPER.writeValueAsString(this));
  }
}
