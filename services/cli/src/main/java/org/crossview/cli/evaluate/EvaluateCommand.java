package org.crossview.cli.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.crossview.cli.Models;
import org.crossview.cli.terminal.OutputFile;
import org.crossview.sirnet.serving.DescriptorModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
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
      "Measures how often a model puts the right tile first, among the first 5, 10 and 1 %%: at"
          + " every refinement step and with adaptive step estimation, with 95 %% intervals."
    })
public final class EvaluateCommand implements Callable<Integer> {
  static final int UNUSABLE = 2;

  @Spec private CommandSpec spec;
  @Mixin private SetOptions setOptions;
  @Mixin private ViewOptions viewOptions;

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

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Draws r@K over K into an .svg or .png file; may be given several times.")
  private List<Path> plots = List.of();

  @Override
  public Integer call() throws InterruptedException {
    OutputFile.check(json);
    for (Path plot : plots) {
      RecallPlot.check(plot);
      OutputFile.check(plot);
    }
    FieldOfView view = viewOptions.view();
    List<EvaluationSet> sets = setOptions.openAll();
    Evaluation done;
    try (DescriptorModel first = Models.open(model)) {
      if (compare == null) {
        done = evaluate(sets, view, List.of(first));
      } else {
        try (DescriptorModel second = Models.open(compare)) {
          done = evaluate(sets, view, List.of(first, second));
        }
      }
    }
    OutputFile.write(json, file -> Files.writeString(file, EvaluationJson.of(done)));
    for (Path plot : plots) {
      OutputFile.write(plot, file -> RecallPlot.write(done, file));
    }
    return 0;
  }

  /** Prints what was found on each set as soon as it is known, and on all of them in the end. */
  private Evaluation evaluate(
      List<EvaluationSet> sets, FieldOfView view, List<DescriptorModel> models)
      throws InterruptedException {
    List<Evaluation> evaluations = new ArrayList<>();
    for (EvaluationSet set : sets) {
      separate(evaluations);
      Evaluation evaluation = new Evaluator(set, view).evaluate(models);
      evaluation.omissions().print(spec.commandLine().getErr());
      print(evaluation);
      evaluations.add(evaluation);
    }
    if (evaluations.size() == 1) {
      return evaluations.getFirst();
    }
    Evaluation together = Evaluation.together(evaluations);
    separate(evaluations);
    print(together);
    return together;
  }

  private void separate(List<Evaluation> printed) {
    if (!printed.isEmpty()) {
      spec.commandLine().getOut().println();
    }
  }

  private void print(Evaluation evaluation) {
    spec.commandLine().getOut().print(EvaluationTable.of(evaluation));
    spec.commandLine().getOut().flush();
  }
}
