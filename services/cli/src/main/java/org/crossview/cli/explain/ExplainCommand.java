package org.crossview.cli.explain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.crossview.cli.Models;
import org.crossview.cli.evaluate.EvaluationSet;
import org.crossview.cli.terminal.OutputFile;
import org.crossview.cli.terminal.OutputFolder;
import org.crossview.cli.terminal.Progress;
import org.crossview.core.file.WholeFile;
import org.crossview.sirnet.explanation.GradCam;
import org.crossview.sirnet.serving.DescriptorModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Draws why a panorama is placed where it is: heat maps (Grad-CAM) of every refinement step"
          + " over the panorama and the tile, and the three nearest tiles with their distance in"
          + " metres, the truth framed green.",
      "Takes your own panoramas (--panorama), or queries of a town, a folder or a data set as"
          + " evaluate asks them ("
          + QueryOptions.SETS
          + ", with --query K)."
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int SOME_UNUSABLE = 1;

  @Spec private CommandSpec spec;
  @Mixin private QueryOptions queryOptions;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model to use instead of the one that ships with Crossview.")
  private Path model;

  @Option(
      names = "--compare",
      paramLabel = "DIR",
      description =
          "Another model, such as a baseline, whose heat maps of the same pair follow (Fig. 11).")
  private Path compare;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "explained",
      description = "Where the sheets go, and explain.json with the figures; made if missing.")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go instead.")
  private Path json;

  private boolean allUsable = true;

  @Override
  public Integer call() throws InterruptedException {
    OutputFolder.make(out);
    OutputFile.check(json);
    try (GradCam gradCam = Models.explain(model)) {
      if (compare == null) {
        explain(gradCam, Optional.empty());
      } else {
        try (GradCam other = Models.explain(compare)) {
          explain(gradCam, Optional.of(other));
        }
      }
    }
    return allUsable ? 0 : SOME_UNUSABLE;
  }

  private void explain(GradCam gradCam, Optional<GradCam> other) throws InterruptedException {
    EvaluationSet set = queryOptions.open(spec, gradCam.description(), this::complain);
    Retrieval.Result result;
    try (DescriptorModel descriptors = Models.open(model)) {
      result = new Retrieval(set, descriptors).result();
    }
    result.omissions().print(spec.commandLine().getErr());
    result
        .unasked()
        .forEach(query -> complain(query + " is left out: it or its tile cannot be used"));
    List<Answer> answers = result.answers();
    Pictures pictures = new Pictures(set);
    Explainer explainer = new Explainer(pictures, gradCam, other);
    List<ExplanationJson.Entry> entries = new ArrayList<>();
    try (Progress progress = Progress.start("explaining", "panoramas", answers.size())) {
      for (Answer answer : answers) {
        List<ExplainedPair> pairs = explainer.pairs(answer);
        List<Path> sheets =
            IntStream.range(0, pairs.size())
                .mapToObj(i -> written(heatFile(answer, i), HeatSheet.of(pairs.get(i), pictures)))
                .toList();
        entries.add(new ExplanationJson.Entry(answer, pairs, sheets));
        progress.step();
      }
    }
    List<Path> retrieval = retrieval(set.name(), result, pictures);
    write(
        json == null ? out.resolve("explain.json") : json,
        file ->
            Files.writeString(
                file, ExplanationJson.of(set.name(), result.gallery(), entries, retrieval)));
  }

  private List<Path> retrieval(String set, Retrieval.Result result, Pictures pictures) {
    List<Answer> answers = result.answers();
    List<Path> sheets = new ArrayList<>();
    String title =
        String.format(
            Locale.ROOT,
            "%s: the nearest of %,d tiles, at the step where the query halts",
            set,
            result.gallery());
    for (int from = 0; from < answers.size(); from += RetrievalSheet.ROWS) {
      List<Answer> page =
          answers.subList(from, Math.min(answers.size(), from + RetrievalSheet.ROWS));
      String number = sheets.isEmpty() ? "" : "-" + (sheets.size() + 1);
      sheets.add(
          written(
              out.resolve("retrieval" + number + ".png"),
              RetrievalSheet.of(page, title, pictures)));
    }
    return sheets;
  }

  /** The second pair of a query is that with the truth. */
  private Path heatFile(Answer answer, int pair) {
    String name = answer.name().replace('\\', '/');
    String last = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z]+$", "");
    return out.resolve(
        "heat-%d-%s%s.png"
            .formatted(
                answer.query() + 1,
                last.replaceAll("[^A-Za-z0-9]+", "-"),
                pair == 0 ? "" : "-truth"));
  }

  private Path written(Path file, Sheet sheet) {
    write(file, sheet::write);
    return file;
  }

  private void write(Path file, WholeFile.Writing writing) {
    OutputFile.write(file, writing);
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
  }

  private void complain(String message) {
    allUsable = false;
    spec.commandLine().getErr().println("crossview explain: " + message);
    spec.commandLine().getErr().flush();
  }
}
