package org.crossview.cli.ablate.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.list.DataRoots;
import org.crossview.cli.ablate.list.Measure;
import org.crossview.cli.ablate.list.PlannedRun;
import org.crossview.cli.terminal.OutputFolder;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.sirnet.configuration.Configuration;

/** Goes through the runs of a list: what is done stays, what failed does not stop the others. */
public final class Ablation {
  private final List<PlannedRun> runs;
  private final AblationData data;
  private final ModelTests tests;
  private final Path out;
  private final ImageNetStart backbones;
  private final String identity;
  private final String tested;
  private final PrintStream log = System.err;
  private final long start = System.nanoTime();

  /**
   * @param out folder of the ablation
   * @param cache folder of rendered images, which ablations may share
   * @param threads that render
   * @param roots where data sets lie
   * @param start what the backbones begin with
   * @throws UserErrorException if a data set cannot be used, or memory does not suffice for a test
   */
  public Ablation(
      AblationList list,
      List<PlannedRun> runs,
      Path out,
      Path cache,
      int threads,
      DataRoots roots,
      ImageNetStart start) {
    this.runs = runs;
    this.out = out;
    this.backbones = start;
    this.data = new AblationData(list.data(), cache, threads, roots);
    this.tests = new ModelTests(list.tests(), cache, roots);
    roots.requireUsed();
    this.identity = data.identity();
    // A result of the best validation has to be exported and tested again.
    this.tested = tests.identity() + (data.isWatchedOnTests() ? ", of the last step" : "");
    runs.stream()
        .filter(run -> !run.smoke())
        .forEach(run -> tests.check(run.configuration().network()));
  }

  /**
   * What an ablation gave, or has given so far.
   *
   * @param backbones what they began with, in words
   */
  public record Outcome(Plan plan, List<RunState> states, String backbones) {}

  /** Told after every run that this call did. */
  public interface Listener {
    /** One more run is done, or failed. */
    void onRun(Outcome soFar) throws IOException;
  }

  /**
   * Runs what is not done, until the thread is interrupted.
   *
   * @param minutes that are spread over the runs; null for as many steps as the list has
   */
  public Outcome run(Double minutes, Listener listener) throws IOException {
    OutputFolder.make(out);
    backbones.warn(runs, log);
    List<RunState> states = new ArrayList<>();
    Plan plan = new Plan(Budget.steps(runs), 0, Map.of());
    try {
      plan = plan(minutes);
      for (PlannedRun run : runs) {
        log.printf("run %d of %d: %s%n", states.size() + 1, runs.size(), run.label());
        RunState before = there(run, plan);
        if (before.result().isPresent() || before.failure().isPresent()) {
          log.println("  " + (before.result().isPresent() ? "already " : "") + before.words());
          states.add(before);
        } else {
          states.add(state(run, plan));
          listener.onRun(outcome(plan, states));
        }
      }
    } catch (InterruptedException e) {
      log.println("stopped before the last run was done; the same command goes on");
    } finally {
      data.close();
    }
    return outcome(plan, states);
  }

  /** With what earlier calls left of the other runs. */
  private Outcome outcome(Plan plan, List<RunState> states) throws IOException {
    List<RunState> all = new ArrayList<>(states);
    for (PlannedRun run : runs.subList(states.size(), runs.size())) {
      all.add(there(run, plan));
    }
    return new Outcome(plan, all, backbones.words());
  }

  private Plan plan(Double minutes) throws IOException, InterruptedException {
    Optional<Plan> decided = Plan.read(out);
    if (decided.isPresent()) {
      log.printf(
          "%d steps for each run, as an earlier call decided; for another number name another --out%n",
          decided.get().steps());
      return decided.get();
    }
    Plan plan;
    if (minutes == null) {
      plan = new Plan(Budget.steps(runs), 0, Map.of());
    } else {
      // Rendered before the time is divided: it takes long, and only once.
      for (PlannedRun run : runs) {
        data.training(run);
        data.validation(run);
        if (!run.smoke()) {
          tests.prepare(run.configuration().network());
        }
      }
      plan =
          new Budget(log)
              .plan(
                  runs,
                  minutes,
                  () -> minutes * 60 - (System.nanoTime() - start) / 1e9,
                  new Budget.Images(data.validated(), tests.images()),
                  data::training,
                  out);
    }
    plan.write(out);
    return plan;
  }

  private RunState state(PlannedRun run, Plan plan) throws IOException, InterruptedException {
    RunFolder folder = new RunFolder(run.folder(out));
    Configuration configuration = configuration(run, plan);
    try {
      folder.claim(settings(configuration));
      RunResult result =
          new RunTraining(
                  run, configuration, folder.path(), backbones.of(run), !data.isWatchedOnTests())
              .run(data.training(run), data.validation(run), tests, tested);
      folder.keep(result);
      RunState state = RunState.done(run, result);
      log.println("  " + words(state));
      return state;
    } catch (IOException | RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      String reason = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
      log.printf("  %s failed: %s%n", run.label(), reason);
      if (System.getenv("CROSSVIEW_DEBUG") != null) {
        e.printStackTrace(log);
      }
      folder.fail(reason);
      return RunState.failed(run, reason);
    }
  }

  /** What an earlier call left, without running anything. */
  private RunState there(PlannedRun run, Plan plan) throws IOException {
    RunFolder folder = new RunFolder(run.folder(out));
    Optional<RunResult> result = folder.result();
    // Other tests need no other training: such a run is opened again, and only tested.
    if (result.isEmpty() || !(run.smoke() || result.get().tested().equals(tested))) {
      return RunState.open(run);
    }
    try {
      folder.claim(settings(configuration(run, plan)));
    } catch (UserErrorException e) {
      return RunState.failed(run, e.getMessage());
    }
    return RunState.done(run, result.get());
  }

  private static Configuration configuration(PlannedRun run, Plan plan) {
    return run.ofSteps(run.smoke() ? run.configuration().training().steps() : plan.steps());
  }

  /** All that the weights of a run depend on. */
  private String settings(Configuration configuration) {
    return configuration.text() + "data = " + identity + "\n" + backbones.identity();
  }

  private static String words(RunState state) {
    RunResult result = state.result().orElseThrow();
    RunResult.Shape shape = result.shape();
    StringBuilder words =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: %s and %s in, %d x %d out, %,d parameters; loss %.3f at first, %.3f at last",
                state.words(),
                shape.ground(),
                shape.aerial(),
                shape.steps(),
                shape.descriptor(),
                shape.parameters(),
                result.firstLoss(),
                result.lastLoss()));
    result
        .tests()
        .forEach(
            (name, test) ->
                words.append(
                    String.format(
                        Locale.ROOT,
                        "; %s r@1 %.1f %%",
                        name,
                        100 * test.recall(new Measure("", Measure.ASE), 1))));
    return words.toString();
  }
}
