package org.crossview.cli.ablate;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.SetRanking;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.serving.DescriptorModel;

/**
 * The queries and tiles of a data set by its published protocol, as {@code evaluate --data
 * NAME:ROOT} has them.
 */
final class TestDataSet implements ModelTest {
  private final EvaluationSet set;

  /**
   * Reads the lists of the data set; images that are named there and missing are left out.
   *
   * @param name of the test in its list
   */
  TestDataSet(String name, AblationList.TestSpec spec, DataRoots roots) {
    String place = "test '%s'".formatted(name);
    set =
        SetRanking.set(
            roots.find(place, spec.set()),
            Optional.ofNullable(spec.distractors()).map(other -> roots.find(place, other)));
  }

  @Override
  public void check(ModelDescription model) {
    SetRanking.requireMemory(set, model);
  }

  @Override
  public RunResult.TestResult measure(DescriptorModel model, Map<Path, DescriptorBlocks> described)
      throws InterruptedException {
    SetRanking ranking = SetRanking.of(set, model);
    if (!ranking.omissions().isEmpty()) {
      System.err.printf("%s: %s%n", set.name(), ranking.omissions().summary());
    }
    return RunResult.TestResult.of(
        set.name(), ranking.gallery(), ranking.onePercent(), ranking.outcomes());
  }

  /** Decoding takes far less than training on such a set. */
  @Override
  public void prepare(ModelDescription model) {}

  @Override
  public long images() {
    return (long) set.queries() + set.tiles();
  }
}
