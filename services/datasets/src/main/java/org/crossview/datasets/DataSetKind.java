package org.crossview.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.crossview.datasets.cvact.CvactReader;
import org.crossview.datasets.cvusa.CvusaReader;
import org.crossview.datasets.folder.FolderReader;
import org.crossview.datasets.split.Split;
import org.crossview.datasets.vigor.VigorReader;

/** The data sets that can be read, each with its parts. */
public enum DataSetKind {
  CVUSA("cvusa"),
  CVACT("cvact"),
  /** VIGOR with all cities to train on and to test on. */
  VIGOR_SAME("vigor-same"),
  /** VIGOR with other cities to train on than to test on. */
  VIGOR_CROSS("vigor-cross"),
  /** A plain folder with {@code pairs.csv}; it is not divided. */
  PAIRS("pairs");

  private final String code;

  DataSetKind(String code) {
    this.code = code;
  }

  /** A part of a data set. */
  enum Part {
    TRAIN("train"),
    VALIDATION("val"),
    TEST("test"),
    WHOLE("");

    private final String code;

    Part(String code) {
      this.code = code;
    }
  }

  /** The name on the command line. */
  public String code() {
    return code;
  }

  /** The name of a part on the command line. */
  String code(Part part) {
    return part == Part.WHOLE ? code : code + "-" + part.code;
  }

  /** The parts: the one to train on first, then the one that is evaluated by default. */
  List<Part> parts() {
    return switch (this) {
      case CVUSA -> List.of(Part.TRAIN, Part.VALIDATION);
      case CVACT -> List.of(Part.TRAIN, Part.VALIDATION, Part.TEST);
      case VIGOR_SAME, VIGOR_CROSS -> List.of(Part.TRAIN, Part.TEST);
      case PAIRS -> List.of(Part.WHOLE);
    };
  }

  /** The part to train on. */
  Part training() {
    return parts().getFirst();
  }

  /** The part that is evaluated where none is named. */
  Part evaluated() {
    return parts().get(Math.min(1, parts().size() - 1));
  }

  /** Whether there is another part to train on than to evaluate. */
  public boolean isDivided() {
    return parts().size() > 1;
  }

  /** Reads the lists of a part and looks which images are there; opens none of them. */
  Split read(Part part, Path root) throws IOException {
    return switch (this) {
      case CVUSA -> part == Part.TRAIN ? CvusaReader.train(root) : CvusaReader.validation(root);
      case CVACT ->
          switch (part) {
            case TRAIN -> CvactReader.train(root);
            case VALIDATION -> CvactReader.validation(root);
            case TEST, WHOLE -> CvactReader.test(root);
          };
      case VIGOR_SAME, VIGOR_CROSS ->
          part == Part.TRAIN
              ? VigorReader.train(root, this == VIGOR_SAME)
              : VigorReader.test(root, this == VIGOR_SAME);
      case PAIRS -> FolderReader.read(root);
    };
  }

  /** The names of all sets and parts, for messages. */
  public static String names() {
    return Arrays.stream(values())
        .map(
            kind ->
                kind.isDivided()
                    ? kind.parts().stream()
                        .map(part -> part.code)
                        .collect(Collectors.joining("|", kind.code + "[-", "]"))
                    : kind.code)
        .collect(Collectors.joining(", "));
  }
}
