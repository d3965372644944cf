package org.crossview.cli.ablate.list;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What the paper prints for a row, percent, or for a finding, points: {@code 1.46} or {@code
 * [93.74, 98.02]} beside whatever is tested, or by the data set it is of, {@code {cvusa: [93.74],
 * cvact: [86.02]}}.
 */
public final class PaperFigures {
  /** What most of the paper's figures are of. */
  private static final String USUAL = "cvusa";

  /** Figures of no certain data set. */
  private static final String ANY = "";

  private final SequencedMap<String, List<Double>> bySet;

  private PaperFigures(SequencedMap<String, List<Double>> bySet) {
    this.bySet = bySet;
  }

  /**
   * A figure beside a result.
   *
   * @param of the data set it is of, where the test does not tell and it is not CVUSA; or empty
   */
  public record Figure(double value, String of) {}

  /**
   * Reads them as a list has them.
   *
   * @throws IllegalArgumentException if something is no figure, or there is none
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static PaperFigures of(JsonNode written) {
    SequencedMap<String, List<Double>> bySet = new LinkedHashMap<>();
    if (written.isObject()) {
      written.properties().forEach(entry -> bySet.put(entry.getKey(), figures(entry.getValue())));
    } else {
      bySet.put(ANY, figures(written));
    }
    if (bySet.isEmpty()) {
      throw noFigure(written);
    }
    return new PaperFigures(bySet);
  }

  private static List<Double> figures(JsonNode written) {
    List<Double> figures = new ArrayList<>();
    for (JsonNode figure : written.isArray() ? written : List.of(written)) {
      if (!figure.isNumber()) {
        throw noFigure(written);
      }
      figures.add(figure.asDouble());
    }
    if (figures.isEmpty()) {
      throw noFigure(written);
    }
    return figures;
  }

  private static IllegalArgumentException noFigure(JsonNode written) {
    return new IllegalArgumentException(
        "paper has %s where figures belong: say 1.46, [93.74, 98.02] or {cvusa: [93.74], cvact: [86.02]}"
            .formatted(written));
  }

  /** The data sets that are named. */
  Set<String> sets() {
    return bySet.containsKey(ANY) ? Set.of() : bySet.keySet();
  }

  /**
   * The first figure, r@1, that stands beside a test: of the same data set or, in a town, of the
   * one that is named first.
   */
  public Optional<Figure> beside(AblationList.TestSpec test) {
    if (test.set() == null) {
      String first = bySet.firstEntry().getKey();
      return Optional.of(new Figure(first(first), first.equals(USUAL) ? "" : first));
    }
    // The part that results are published on may be named or not.
    String set = AblationList.withoutRoot(test.set()).replaceFirst("-val$", "");
    String key = bySet.containsKey(ANY) ? ANY : set;
    return bySet.containsKey(key) ? Optional.of(new Figure(first(key), "")) : Optional.empty();
  }

  private double first(String set) {
    return bySet.get(set).getFirst();
  }
}
