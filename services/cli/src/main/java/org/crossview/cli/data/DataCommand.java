package org.crossview.cli.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.crossview.cli.terminal.Json;
import org.crossview.cli.terminal.OutputFile;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.DataSet;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code data}. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = DataCommand.UNUSABLE,
    description = {
      "Checks a data set: which parts it has, how many panoramas and tiles, which images are"
          + " missing and, with --decode, which are broken.",
      "The exit code is 0 if a part can be used, also where images are missing, and 2 if none can."
    })
public final class DataCommand implements Callable<Integer> {
  static final int UNUSABLE = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = NamedData.LABEL,
      description =
          "cvusa:ROOT, cvact:ROOT, vigor-same:ROOT, vigor-cross:ROOT or pairs:DIR; a part alone is"
              + " named like cvact-test:ROOT. See docs/datasets.md.")
  private String data;

  @Option(names = "--decode", description = "Decodes every image, on all processors.")
  private boolean decode;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes what was found as JSON, with every image that cannot be used.")
  private Path json;

  @Override
  public Integer call() throws InterruptedException {
    List<DataSet.Unread> parts = NamedData.of(NamedData.LABEL, data).dataSet().parts();
    OutputFile.check(json);
    List<PartReport> reports = new ArrayList<>();
    for (DataSet.Unread part : parts) {
      reports.add(report(part));
    }
    PrintWriter out = spec.commandLine().getOut();
    reports.forEach(report -> print(out, report));
    out.flush();
    if (reports.stream().allMatch(report -> report.split().isEmpty())) {
      throw unusable(reports);
    }
    write(reports);
    return 0;
  }

  /** The fault of the data, which a fault of the file of results must not hide. */
  private UserErrorException unusable(List<PartReport> reports) {
    UserErrorException fault = new UserErrorException(reports.getFirst().fault());
    try {
      write(reports);
    } catch (UserErrorException e) {
      fault.addSuppressed(e);
    }
    return fault;
  }

  private PartReport report(DataSet.Unread part) throws InterruptedException {
    Omissions omissions = new Omissions();
    try {
      Split split = part.read();
      omissions.addAll(split.missing());
      if (decode) {
        omissions.addAll(SplitCheck.broken(split));
      }
      return new PartReport(part.name(), Optional.of(split), "", omissions);
    } catch (IOException e) {
      return new PartReport(part.name(), Optional.empty(), e.getMessage(), omissions);
    }
  }

  private void print(PrintWriter out, PartReport report) {
    if (report.split().isEmpty()) {
      out.printf("%s: cannot be used; %s%n", report.name(), report.fault());
      return;
    }
    Split split = report.split().get();
    out.printf(
        "%s (%s): %d panoramas named, %d there with a right tile; %d tiles; %d images missing,"
            + " %s%n",
        report.name(),
        split.name(),
        split.listed(),
        split.panoramas().size(),
        split.tiles().size(),
        report.omissions().count(Omission.Kind.MISSING),
        decode
            ? report.omissions().count(Omission.Kind.BROKEN) + " broken"
            : "not decoded (--decode)");
    report.omissions().print(out);
  }

  private void write(List<PartReport> reports) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("data", data);
    root.put("decoded", decode);
    ArrayNode parts = root.putArray("parts");
    for (PartReport report : reports) {
      ObjectNode part = parts.addObject();
      part.put("name", report.name());
      part.put("usable", report.split().isPresent());
      if (report.split().isEmpty()) {
        part.put("fault", report.fault());
        continue;
      }
      Split split = report.split().get();
      part.put("dataset", split.name());
      part.put("named", split.listed());
      part.put("panoramas", split.panoramas().size());
      part.put("tiles", split.tiles().size());
      addFiles(part.putArray("missing"), report, Omission.Kind.MISSING);
      addFiles(part.putArray("broken"), report, Omission.Kind.BROKEN);
    }
    OutputFile.write(json, file -> Files.writeString(file, Json.text(root)));
  }

  private static void addFiles(ArrayNode files, PartReport report, Omission.Kind kind) {
    for (Omission omission : report.omissions().all()) {
      if (omission.kind() == kind) {
        files.addObject().put("file", omission.file().toString()).put("reason", omission.reason());
      }
    }
  }
}
