package org.crossview.cli.ablate.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.crossview.cli.Models;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.DataRoots;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.export.ModelExport;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.serving.DescriptorModel;

/** Measures an exported model in all tests of a list. */
final class ModelTests {
  private final Map<String, ModelTest> tests = new LinkedHashMap<>();

  /**
   * @param cache folder in which rendered images are kept
   * @param roots where data sets lie
   */
  ModelTests(Map<String, AblationList.TestSpec> specs, Path cache, DataRoots roots) {
    specs.forEach(
        (name, spec) ->
            tests.put(
                name,
                spec.set() == null
                    ? new TestTown(name, spec, cache)
                    : new TestDataSet(name, spec, roots)));
  }

  /** What the model finds, by name of the test. */
  Map<String, RunResult.TestResult> measure(Path modelFolder) throws InterruptedException {
    Map<String, RunResult.TestResult> results = new LinkedHashMap<>();
    try (DescriptorModel model = Models.open(modelFolder)) {
      Map<Path, DescriptorBlocks> described = new HashMap<>();
      for (Map.Entry<String, ModelTest> test : tests.entrySet()) {
        results.put(test.getKey(), test.getValue().measure(model, described));
      }
    }
    return results;
  }

  /**
   * Sees that models of a network can be measured here.
   *
   * @throws UserErrorException if memory does not suffice
   */
  void check(SirNetSettings network) {
    tests.values().forEach(test -> test.check(model(network)));
  }

  /** Prepares what the tests need for models of a network, where it is not there yet. */
  void prepare(SirNetSettings network) throws InterruptedException {
    for (ModelTest test : tests.values()) {
      test.prepare(model(network));
    }
  }

  /** A model of a network before it is trained. */
  private static ModelDescription model(SirNetSettings network) {
    return ModelExport.description(network, "0".repeat(12));
  }

  /** All tests in words. */
  String identity() {
    return tests.entrySet().stream()
        .map(test -> test.getKey() + "=" + test.getValue().identity())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Images that all tests of a model describe. */
  long images() {
    return tests.values().stream().mapToLong(ModelTest::images).sum();
  }
}
