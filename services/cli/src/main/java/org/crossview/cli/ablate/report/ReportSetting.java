package org.crossview.cli.ablate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.crossview.cli.ablate.list.AblationList;
import org.crossview.cli.ablate.run.Ablation;
import org.crossview.cli.ablate.run.RunState;
import org.crossview.sirnet.training.TrainingSettings;

/** On what and how the runs of an ablation were trained and tested, in words. */
final class ReportSetting {
  private final AblationList list;
  private final Ablation.Outcome outcome;

  ReportSetting(AblationList list, Ablation.Outcome outcome) {
    this.list = list;
    this.outcome = outcome;
  }

  List<String> points() {
    List<String> points = new ArrayList<>();
    points.add(runs());
    if (outcome.plan().minutes() > 0) {
      points.add(
          String.format(
              Locale.ROOT,
              "The number of steps is what fitted into %.0f minutes on the machine that began it;"
                  + " all runs have the same.",
              outcome.plan().minutes()));
    }
    points.add(settings());
    if (outcome.states().stream().anyMatch(s -> !s.run().smoke())) {
      points.add(intervals());
    }
    points.add(outcome.backbones());
    points.add(data());
    list.tests().forEach((name, test) -> points.add(test(name, test)));
    return points;
  }

  private String runs() {
    List<RunState> trained = outcome.states().stream().filter(s -> !s.run().smoke()).toList();
    return "%d of %d runs are done, of %d steps each; seeds %s."
        .formatted(
            trained.stream().filter(s -> s.result().isPresent()).count(),
            trained.size(),
            outcome.plan().steps(),
            trained.stream()
                .map(s -> Long.toString(s.run().seed()))
                .distinct()
                .collect(Collectors.joining(", ")));
  }

  private String settings() {
    String changes =
        list.set().entrySet().stream()
            .map(change -> change.getKey() + " = " + change.getValue())
            .collect(Collectors.joining(", "));
    return "All have the configuration '%s'%s."
        .formatted(list.config(), changes.isEmpty() ? "" : " but for " + changes);
  }

  private String intervals() {
    List<TrainingSettings> trainings =
        outcome.states().stream()
            .filter(s -> !s.run().smoke())
            .map(s -> s.run().ofSteps(outcome.plan().steps()).training())
            .toList();
    return "%s; saved %s."
        .formatted(
            list.data().validationPairs() == 0
                ? "Not validated"
                : "Validated " + every(trainings, TrainingSettings::validateEvery),
            every(trainings, TrainingSettings::checkpointEvery));
  }

  private static String every(
      List<TrainingSettings> trainings, ToIntFunction<TrainingSettings> interval) {
    return trainings.stream()
        .mapToInt(interval)
        .distinct()
        .mapToObj(
            steps ->
                steps == 0 ? "at the end" : String.format(Locale.ROOT, "every %,d steps", steps))
        .collect(Collectors.joining(" or "));
  }

  private String data() {
    AblationList.DataSpec data = list.data();
    if (data.set() != null) {
      return "Trained on %s%s."
          .formatted(
              AblationList.withoutRoot(data.set()),
              data.part() == 1 ? "" : ", %s of its pairs".formatted(data.part()));
    }
    double narrowest = data.tileWidth().getFirst();
    double widest = data.tileWidth().getLast();
    return String.format(
        Locale.ROOT,
        "Trained on %,d %s pairs of %d %s, seeds from %d; tiles %s wide.",
        data.pairs(),
        data.aligned() ? "aligned" : "fine",
        data.towns(),
        data.towns() == 1 ? "town" : "towns",
        data.seed(),
        narrowest == widest
            ? "%.0f m".formatted(widest)
            : "%.0f to %.0f m".formatted(narrowest, widest));
  }

  private static String test(String name, AblationList.TestSpec test) {
    if (test.set() != null) {
      String others = test.distractors();
      return "Test '%s': %s by its published protocol%s."
          .formatted(
              name,
              AblationList.withoutRoot(test.set()),
              others == null
                  ? ""
                  : ", and the tiles of " + AblationList.withoutRoot(others) + " as distractors");
    }
    return String.format(
        Locale.ROOT,
        "Test '%s': town %d, %s, %,d tiles, %s queries%s.",
        name,
        test.town(),
        test.fine() ? "fine" : "aligned",
        test.tiles(),
        test.queries() == 0 ? "as many" : test.queries(),
        test.distractors() == null ? "" : ", and distractors (town:tiles) " + test.distractors());
  }
}
