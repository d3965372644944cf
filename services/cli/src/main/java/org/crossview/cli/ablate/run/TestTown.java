package org.crossview.cli.ablate.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crossview.cli.CodeFingerprint;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.ListTowns;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.terminal.Progress;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.Comparison;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.L2Comparison;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.serving.DescriptorModel;
import org.crossview.town.Town;

/**
 * The queries and tiles of a test: those of {@code evaluate --town-seed N --tiles N [--fine]}, so
 * that both give the same figures for the same model.
 */
final class TestTown implements ModelTest {
  private final String name;
  private final AblationList.TestSpec spec;
  private final Path cache;
  private EvaluationSet set;

  /**
   * @param name of the test in its list
   * @param cache folder in which rendered images are kept
   */
  TestTown(String name, AblationList.TestSpec spec, Path cache) {
    this.name = name;
    this.spec = spec;
    this.cache = cache;
  }

  @Override
  public String identity() {
    return spec.toString();
  }

  @Override
  public RunResult.TestResult measure(DescriptorModel model, Map<Path, DescriptorBlocks> described)
      throws InterruptedException {
    ModelDescription input = model.description();
    Path tileFile = tileFile(input);
    if (!described.containsKey(tileFile)) {
      try (PreparedImages tiles = PreparedImages.tiles(set(), input, tileFile)) {
        described.put(tileFile, tiles.described(model, model::aerial));
      }
    }
    Path queryFile = queryFile(input);
    if (!described.containsKey(queryFile)) {
      try (PreparedImages queries = PreparedImages.queries(set(), input, queryFile)) {
        described.put(queryFile, queries.described(model, model::ground));
      }
    }
    return RunResult.TestResult.of(
        set().name(),
        set().tiles(),
        Recall.onePercent(set().tiles()),
        ranked(new L2Comparison(described.get(queryFile), described.get(tileFile))));
  }

  private List<QueryOutcome> ranked(Comparison comparison) {
    try (Progress progress =
        Progress.start("comparing test panoramas", "panoramas", comparison.queries())) {
      return RetrievalEvaluation.outcomes(comparison, set(), progress::step);
    }
  }

  /** The towns that lists are for are small. */
  @Override
  public void check(ModelDescription model) {}

  @Override
  public void prepare(ModelDescription input) throws InterruptedException {
    PreparedImages.tiles(set(), input, tileFile(input)).close();
    PreparedImages.queries(set(), input, queryFile(input)).close();
  }

  @Override
  public long images() {
    return (long) set().queries() + set().tiles();
  }

  /** Planned once it is asked for. */
  private EvaluationSet set() {
    if (set == null) {
      set = ListTowns.test("test '%s'".formatted(name), spec);
    }
    return set;
  }

  /** The file in which its prepared queries are kept. */
  private Path queryFile(ModelDescription input) {
    return file(
        "queries-%d-%d-%s-%d"
            .formatted(spec.town(), spec.tiles(), spec.fine() ? "fine" : "aligned", spec.queries()),
        input);
  }

  /** The file in which its prepared tiles are kept; the same for tests with the same gallery. */
  private Path tileFile(ModelDescription input) {
    String others = spec.distractors() == null ? "" : "-" + spec.distractors().replace(':', '-');
    return file("tiles-%d-%d%s".formatted(spec.town(), spec.tiles(), others), input);
  }

  private Path file(String what, ModelDescription input) {
    return cache.resolve(
        "%s-test-%s-%dx%d-%s-%dx%d.images"
            .formatted(
                CodeFingerprint.of(Town.class),
                what,
                input.height(),
                input.width(),
                input.polar() ? "polar" : "plain",
                input.aerialHeight(),
                input.aerialWidth()));
  }
}
