package org.crossview.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.crossview.cli.Models;
import org.crossview.cli.terminal.Progress;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.evaluation.Bootstrap;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.evaluation.L2Comparison;
import org.crossview.sirnet.evaluation.Outcome;
import org.crossview.sirnet.evaluation.RetrievalEvaluation;
import org.crossview.sirnet.evaluation.RetrievalSummary;
import org.crossview.sirnet.serving.DescriptorModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    exitCodeOnExecutionException = EvaluateCommand.UNUSABLE,
    description = {
      "Measures how often a model puts the right tile first, among the first 5, 10 and 1 %: at"
          + " every refinement step and with adaptive step estimation, with 95 % intervals."
    })
public final class EvaluateCommand implements Callable<Integer> {
  static final int UNUSABLE = 2;

  private static final Bootstrap BOOTSTRAP = new Bootstrap(Bootstrap.RESAMPLES, 20_221);

  @Spec private CommandSpec spec;
  @Mixin private SetOptions setOptions;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model to use instead of the one that ships with Crossview.")
  private Path model;

  @Option(
      names = "--compare",
      paramLabel = "DIR",
      description = "Another model, evaluated on the same queries and compared query by query.")
  private Path compare;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path json;

  @Override
  public Integer call() throws InterruptedException {
    checkFolderOf(json);
    EvaluationSet set = setOptions.open();
    Evaluation evaluation;
    try (DescriptorModel first = Models.open(model)) {
      if (compare == null) {
        evaluation = evaluate(set, List.of(first));
      } else {
        try (DescriptorModel second = Models.open(compare)) {
          evaluation = evaluate(set, List.of(first, second));
        }
      }
    }
    spec.commandLine().getOut().print(EvaluationTable.of(evaluation));
    spec.commandLine().getOut().flush();
    if (json != null) {
      write(json, EvaluationJson.of(evaluation));
    }
    return 0;
  }

  private static Evaluation evaluate(EvaluationSet set, List<DescriptorModel> models)
      throws InterruptedException {
    long start = System.nanoTime();
    Describer describer = new Describer(models);
    List<DescriptorBlocks> queries = describer.queries(set);
    List<DescriptorBlocks> tiles = describer.tiles(set);
    List<ModelResult> results = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      List<Outcome> outcomes = outcomes(set, queries.get(m), tiles.get(m));
      results.add(
          new ModelResult(
              models.get(m).description().version(),
              outcomes,
              RetrievalSummary.of(outcomes, set.tiles(), BOOTSTRAP)));
    }
    ModelResult result = results.getFirst();
    Optional<ModelResult> other =
        results.size() == 1 ? Optional.empty() : Optional.of(results.getLast());
    return new Evaluation(
        set.name(),
        result,
        other,
        other.map(o -> RetrievalSummary.difference(result.outcomes(), o.outcomes(), BOOTSTRAP)),
        (System.nanoTime() - start) / 1e9);
  }

  private static List<Outcome> outcomes(
      EvaluationSet set, DescriptorBlocks queries, DescriptorBlocks tiles) {
    try (Progress progress = Progress.start("comparing", "queries", set.queries())) {
      return RetrievalEvaluation.outcomes(
          new L2Comparison(queries, tiles),
          set,
          count -> {
            for (int i = 0; i < count; i++) {
              progress.step();
            }
          });
    }
  }

  /** Before the work rather than after it. */
  private static void checkFolderOf(Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new UserErrorException(
          "%s cannot be written: name a file in a folder that exists".formatted(file));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UserErrorException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
