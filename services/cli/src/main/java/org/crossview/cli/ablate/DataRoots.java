package org.crossview.cli.ablate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.crossview.cli.data.NamedData;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.DataSet;
import org.crossview.datasets.DataSetKind;

/** Where the data sets lie that a list names without their folders, as lists that ship do. */
final class DataRoots {
  private final Map<DataSetKind, String> roots = new EnumMap<>(DataSetKind.class);

  /**
   * @param named values of {@code --data}, each NAME:ROOT
   * @throws UserErrorException if one names no data set, or one is named twice
   */
  DataRoots(List<String> named) {
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
  NamedData find(String place, String name) {
    if (name.contains(":")) {
      return NamedData.of(place, name);
    }
    // The folder does not matter here: nothing is read.
    DataSetKind kind = kind(place, name);
    String root = roots.get(kind);
    if (root == null) {
      throw new UserErrorException(
          "%s needs the data set %s: say where it lies with --data %s:ROOT"
              .formatted(place, name, kind.code()));
    }
    return NamedData.of(place, name + ":" + root);
  }

  private static DataSetKind kind(String place, String name) {
    try {
      return DataSet.parse(name + ":.").kind();
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(
          "%s: '%s' names no data set; there are %s".formatted(place, name, DataSetKind.names()),
          e);
    }
  }
}
