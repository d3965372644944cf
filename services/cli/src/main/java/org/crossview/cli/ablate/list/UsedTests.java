package org.crossview.cli.ablate.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps of a list what can be measured and is asked for: rows and findings of tests that a data set
 * does not have are left out, and then tests that no row and no finding names.
 */
final class UsedTests {
  private final Set<String> without;

  /**
   * @param without names of tests whose rows and findings are left out
   */
  UsedTests(Set<String> without) {
    this.without = without;
  }

  AblationList of(AblationList list) {
    List<AblationList.TableSpec> tables = new ArrayList<>();
    for (AblationList.TableSpec table : list.tables()) {
      if (table.rows() == null || table.rows().stream().allMatch(row -> isLeft(row.test()))) {
        tables.add(table);
        continue;
      }
      List<AblationList.RowSpec> rows =
          table.rows().stream().filter(row -> isLeft(row.test())).toList();
      if (!rows.isEmpty()) {
        tables.add(new AblationList.TableSpec(table.title(), table.about(), table.plot(), rows));
      }
    }
    List<AblationList.FindingSpec> findings =
        list.findings().stream().filter(finding -> isLeft(finding.test())).toList();
    return new AblationList(
        list.title(),
        list.about(),
        list.config(),
        list.set(),
        list.seeds(),
        list.data(),
        used(list.tests(), tables, findings),
        list.runs(),
        list.smoke(),
        list.smokeSet(),
        tables,
        findings);
  }

  private boolean isLeft(String test) {
    return test == null || !without.contains(test);
  }

  private static Map<String, AblationList.TestSpec> used(
      Map<String, AblationList.TestSpec> tests,
      List<AblationList.TableSpec> tables,
      List<AblationList.FindingSpec> findings) {
    Set<String> named = new LinkedHashSet<>();
    // What rows and findings mean that name none.
    tests.keySet().stream().findFirst().ifPresent(named::add);
    tables.stream()
        .filter(table -> table.rows() != null)
        .forEach(table -> table.rows().forEach(row -> named.add(row.test())));
    findings.forEach(finding -> named.add(finding.test()));
    Map<String, AblationList.TestSpec> used = new LinkedHashMap<>(tests);
    used.keySet().retainAll(named);
    return used;
  }
}
