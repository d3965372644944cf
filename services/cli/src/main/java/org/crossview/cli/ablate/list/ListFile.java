package org.crossview.cli.ablate.list;

import java.util.List;
import java.util.Map;

/** One list file as it is written: everything may be left out. */
record ListFile(
    String title,
    String about,
    List<String> include,
    String config,
    Map<String, String> set,
    List<Long> seeds,
    AblationList.DataSpec data,
    Map<String, AblationList.TestSpec> tests,
    List<String> without,
    Map<String, Map<String, String>> runs,
    List<String> smoke,
    Map<String, String> smokeSet,
    List<AblationList.TableSpec> tables,
    List<AblationList.FindingSpec> findings) {
  ListFile {
    include = include == null ? List.of() : include;
    set = set == null ? Map.of() : set;
    tests = tests == null ? Map.of() : tests;
    without = without == null ? List.of() : without;
    runs = runs == null ? Map.of() : runs;
    smoke = smoke == null ? List.of() : smoke;
    smokeSet = smokeSet == null ? Map.of() : smokeSet;
    tables = tables == null ? List.of() : tables;
    findings = findings == null ? List.of() : findings;
  }
}
