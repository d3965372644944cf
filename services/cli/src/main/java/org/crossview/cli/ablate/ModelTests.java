package org.crossview.cli.ablate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crossview.cli.Models;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.L2Comparison;
import org.crossview.sirnet.evaluation.Outcome;
import org.crossview.sirnet.evaluation.Rank;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.serving.DescriptorModel;

/** Measures an exported model in all tests of a list. */
final class ModelTests {
  private final Map<String, TestTown> towns = new LinkedHashMap<>();
  private final Path cache;

  /**
   * @param cache folder in which prepared images are kept
   */
  ModelTests(Map<String, AblationList.TestSpec> tests, Path cache) {
    tests.forEach((name, spec) -> towns.put(name, new TestTown(name, spec)));
    this.cache = cache;
  }

  /** What the model finds, by name of the test. */
  Map<String, RunResult.TestResult> measure(Path modelFolder) throws InterruptedException {
    Map<String, RunResult.TestResult> results = new LinkedHashMap<>();
    try (DescriptorModel model = Models.open(modelFolder)) {
      // Tests of one town have the same gallery.
      Map<Path, DescriptorBlocks> described = new HashMap<>();
      for (Map.Entry<String, TestTown> test : towns.entrySet()) {
        results.put(test.getKey(), measure(model, test.getValue(), described));
      }
    }
    return results;
  }

  /** Renders what the tests need for networks of such an input, where it is not there yet. */
  void render(SirNetSettings network) throws InterruptedException {
    ModelDescription input =
        new ModelDescription(
            "0".repeat(12),
            network.groundHeight(),
            network.groundWidth(),
            network.aerialHeight(),
            network.aerialWidth(),
            network.polar(),
            network.steps(),
            network.descriptorLength());
    for (TestTown test : towns.values()) {
      tiles(test, input).close();
      queries(test, input).close();
    }
  }

  private RunResult.TestResult measure(
      DescriptorModel model, TestTown test, Map<Path, DescriptorBlocks> described)
      throws InterruptedException {
    ModelDescription input = model.description();
    Path tileFile = test.tiles(cache, name(input));
    if (!described.containsKey(tileFile)) {
      try (PreparedImages tiles = tiles(test, input)) {
        described.put(tileFile, tiles.described(model, model::aerial));
      }
    }
    Path queryFile = test.queries(cache, name(input));
    if (!described.containsKey(queryFile)) {
      try (PreparedImages queries = queries(test, input)) {
        described.put(queryFile, queries.described(model, model::ground));
      }
    }
    List<Outcome> outcomes =
        RetrievalEvaluation.outcomes(
            new L2Comparison(described.get(queryFile), described.get(tileFile)),
            test.set(),
            count -> {});
    return new RunResult.TestResult(
        test.set().name(),
        test.set().tiles(),
        outcomes.stream()
            .map(o -> o.ranks().stream().mapToInt(Rank::nearer).toArray())
            .toArray(int[][]::new),
        outcomes.stream().mapToInt(Outcome::step).toArray());
  }

  private PreparedImages tiles(TestTown test, ModelDescription input) throws InterruptedException {
    return PreparedImages.tiles(test.set(), input, test.tiles(cache, name(input)));
  }

  private PreparedImages queries(TestTown test, ModelDescription input)
      throws InterruptedException {
    return PreparedImages.queries(test.set(), input, test.queries(cache, name(input)));
  }

  /** Names what models with the same input have in common. */
  private static String name(ModelDescription input) {
    return "%dx%d-%s-%dx%d"
        .formatted(
            input.height(),
            input.width(),
            input.polar() ? "polar" : "plain",
            input.aerialHeight(),
            input.aerialWidth());
  }
}
