package org.crossview.cli.ablate.list;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.DataSet;
import org.crossview.datasets.DataSetKind;

/** Where the data sets lie that a list names without their folders, as lists that ship do. */
public final class DataRoots {
  private final Map<DataSetKind, String> roots = new EnumMap<>(DataSetKind.class);
  private boolean used;

  /**
   * @param named values of {@code --data}, each NAME:ROOT
   * @throws UserErrorException if one names no data set, or one is named twice
   */
  public DataRoots(List<String> named) {
    for (String one : named) {
      DataSetKind kind = NamedData.of("--data", one).dataSet().kind();
      String root = one.substring(one.indexOf(':') + 1);
      String before = roots.putIfAbsent(kind, root);
      if (before != null) {
        throw new UserErrorException(
            "--data says twice where %s lies: %s and %s".formatted(kind.code(), before, root));
      }
    }
  }

  /**
   * A data set of a list.
   *
   * @param place where the list names it, for messages
   * @param name such as {@code cvact-test}, or with its folder, such as {@code cvusa:/data/CVUSA}
   * @throws UserErrorException if there is no such data set, or its folder is not known
   */
  public NamedData find(String place, String name) {
    if (name.contains(":")) {
      return NamedData.of(place, name);
    }
    DataSetKind kind = kind(place, name);
    String root = roots.get(kind);
    if (root == null) {
      throw new UserErrorException(
          "%s needs the data set %s: say where it lies with --data %s:ROOT"
              .formatted(place, name, kind.code()));
    }
    used = true;
    return NamedData.of(place, name + ":" + root);
  }

  /**
   * To be called when all data sets of a list were looked for.
   *
   * @throws UserErrorException if there were none, so that what was named is of no use
   */
  public void requireUsed() {
    if (!roots.isEmpty() && !used) {
      String kind = roots.keySet().iterator().next().code();
      throw new UserErrorException(
          "--data names %s, and the list asks for no data set: lists that ship do with --base cvusa or"
                  .formatted(kind)
              + " --base cvact, others in data and tests");
    }
  }

  /**
   * Which data set a list names.
   *
   * @throws UserErrorException if there is no such data set
   */
  static DataSetKind kind(String place, String name) {
    try {
      // The folder does not matter here: nothing is read.
      return DataSet.parse(name + ":.").kind();
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(
          "%s: '%s' names no data set; there are %s".formatted(place, name, DataSetKind.names()),
          e);
    }
  }
}
