package org.crossview.cli.ablate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.DataRoots;
import org.crossview.cli.ablate.list.ListReader;
import org.crossview.cli.ablate.list.PlannedRun;
import org.crossview.cli.ablate.report.AblationReport;
import org.crossview.cli.ablate.run.Ablation;
import org.crossview.cli.ablate.run.ImageNetStart;
import org.crossview.cli.ablate.run.RunState;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.terminal.OutputFile;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.cli.train.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ablate}. */
@Command(
    name = "ablate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    exitCodeOnExecutionException = AblateCommand.UNUSABLE,
    description = {
      "Trains every configuration of a list with several seeds, tests all of them on a town or a part"
          + " of a data set that none was trained on, and writes a report: the paper's tables with mean,"
          + " spread and intervals, and"
          + " which of its findings hold.",
      "Each run has a folder and goes on where it stopped; a run that is done is not repeated. The"
          + " exit code is 0 if all runs are done, 1 if one failed or there was no time for it."
    })
public final class AblateCommand implements Callable<Integer> {
  static final int UNUSABLE = 2;
  private static final int INCOMPLETE = 1;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "LIST",
      description =
          "A list file (docs/ablation.md), or one that ships: table4, table5, table6, table7, table9,"
              + " fig8, fig9, fig10, and towns, which has them all.")
  private String list;

  @Option(
      names = "--base",
      paramLabel = "NAME|FILE",
      defaultValue = ListReader.COMMON,
      description =
          "What the lists that ship build upon: common, a narrow network on generated towns; cvusa or"
              + " cvact, the paper's network and training on that data set; or a file like them.")
  private String base;

  @Option(
      names = "--data",
      paramLabel = NamedData.LABEL,
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Where a data set lies that a list names, such as cvusa:/data/CVUSA; may be given several"
              + " times.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "A setting of all runs over those of the list, such as training.steps=2000; what a run"
              + " itself changes is stronger. May be given several times.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--vgg16",
      paramLabel = "FILE",
      description =
          "Keras's HDF5 file of VGG16's ImageNet weights, with which the backbones of all runs begin,"
              + " as in train.")
  private Path vgg16;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the ablation: runs/, plan.json and report/.")
  private Path out;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where rendered images are kept; may be shared. Default: OUT/images.")
  private Path cache;

  @Option(
      names = "--minutes",
      description =
          "Time for everything. It is spread over the runs: their speed is measured, and all get as"
              + " many steps as fit, at most those of the list. What is not done in time is left for"
              + " the next call.")
  private Double minutes;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N[,N...]",
      hideParamSyntax = true,
      description = "Seeds of the runs instead of those of the list.")
  private List<Long> seeds;

  @Option(
      names = "--render-threads",
      paramLabel = "N",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Threads that render. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    if (minutes != null && !(minutes > 0)) {
      throw new UserErrorException("--minutes needs more than 0, got " + minutes);
    }
    OutputFile.check(json);
    AblationList wanted = ListReader.read(list, base).withSettings(set);
    List<PlannedRun> runs = PlannedRun.all(list, wanted, seeds == null ? wanted.seeds() : seeds);
    Path images = cache == null ? out.resolve("images") : cache;
    Ablation ablation =
        new Ablation(
            wanted,
            runs,
            out,
            images,
            Math.max(1, threads),
            new DataRoots(data),
            ImageNetStart.of(vgg16, runs));
    Duration limit = minutes == null ? null : Duration.ofMillis((long) (minutes * 60_000));
    try (StopSignal stop = StopSignal.open(limit)) {
      Ablation.Outcome outcome = ablation.run(minutes, soFar -> report(wanted, soFar));
      stop.stopClock();
      // On Ctrl-C the report of the last run that was done stays.
      if (!stop.isExiting()) {
        print(report(wanted, outcome));
      }
      return summary(outcome);
    }
  }

  private Path folder() {
    return out.resolve("report");
  }

  private AblationReport report(AblationList wanted, Ablation.Outcome outcome) throws IOException {
    AblationReport report = new AblationReport(wanted, outcome);
    report.write(Files.createDirectories(folder()));
    if (json != null) {
      Files.writeString(json, report.json());
    }
    return report;
  }

  private void print(AblationReport report) {
    PrintWriter printed = spec.commandLine().getOut();
    report.findings().forEach(printed::println);
    printed.println("report in " + folder().resolve("report.html"));
    printed.flush();
  }

  private int summary(Ablation.Outcome outcome) {
    List<RunState> failed =
        outcome.states().stream().filter(state -> state.failure().isPresent()).toList();
    long open =
        outcome.states().stream()
            .filter(state -> state.failure().isEmpty() && state.result().isEmpty())
            .count();
    PrintWriter errors = spec.commandLine().getErr();
    for (RunState state : failed) {
      errors.printf("%s failed: %s%n", state.run().label(), state.failure().orElseThrow());
    }
    if (open > 0) {
      errors.printf(
          "%d of %d runs are not done; the same command goes on%n", open, outcome.states().size());
    }
    errors.flush();
    return failed.isEmpty() && open == 0 ? 0 : INCOMPLETE;
  }
}
