package org.crossview.cli.ablate.run;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.DataRoots;
import org.crossview.cli.data.SplitIdentity;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.evaluate.SetRanking;
import org.crossview.cli.train.SplitChoice;
import org.crossview.core.model.ModelDescription;
import org.crossview.datasets.split.Split;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.serving.DescriptorModel;

/**
 * The queries and tiles of a data set by its published protocol, as {@code evaluate --data
 * NAME:ROOT} has them.
 */
final class TestDataSet implements ModelTest {
  private final EvaluationSet set;
  private final String identity;

  /**
   * Reads the lists of the data set; images that are named there and missing are left out.
   *
   * @param name of the test in its list
   */
  TestDataSet(String name, AblationList.TestSpec spec, DataRoots roots) {
    String place = "test '%s'".formatted(name);
    Split queries = roots.find(place, spec.set()).queries();
    Optional<Split> distractors =
        Optional.ofNullable(spec.distractors()).map(other -> roots.find(place, other).tiles());
    set = SetRanking.set(queries, distractors, place);
    identity =
        SplitChoice.all(queries).words()
            + ", "
            + new SplitIdentity(queries).ofTiles()
            + distractors.map(d -> ", distractors: " + new SplitIdentity(d).ofTiles()).orElse("");
  }

  @Override
  public String identity() {
    return identity;
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
      ranking.omissions().print(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
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
