package org.crossview.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.crossview.cli.ablate.AblateCommand;
import org.crossview.cli.data.DataCommand;
import org.crossview.cli.demo.DemoCommand;
import org.crossview.cli.evaluate.EvaluateCommand;
import org.crossview.cli.explain.ExplainCommand;
import org.crossview.cli.localize.LocalizeCommand;
import org.crossview.cli.terminal.ErrorPrinter;
import org.crossview.cli.town.TownCommand;
import org.crossview.cli.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the command line. */
@Command(
    name = "crossview",
    description = "Tells vehicles where they are by matching their panoramas with aerial tiles.",
    subcommands = {
      DemoCommand.class,
      LocalizeCommand.class,
      TownCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      DataCommand.class,
      AblateCommand.class,
      ExplainCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class)
public final class Crossview {
  private Crossview() {}

  /**
   * Runs a command and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong arguments.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The commands, ready to be executed; for main and the tests. */
  public static CommandLine commandLine() {
    return new CommandLine(new Crossview())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorPrinter());
  }
}
