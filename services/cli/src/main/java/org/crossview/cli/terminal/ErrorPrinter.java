package org.crossview.cli.terminal;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Prints a failed command's reason in one line; the stack trace only where CROSSVIEW_DEBUG is set.
 */
public final class ErrorPrinter implements IExecutionExceptionHandler {
  /** Exit code of a command that failed while it ran, for no reason the user can mend. */
  public static final int FAILED = 1;

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean expected = e instanceof UserErrorException;
    String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    String line = expected ? message : e.getClass().getSimpleName() + ": " + message;
    command.getErr().println("crossview " + command.getCommandName() + ": " + line);
    if (System.getenv("CROSSVIEW_DEBUG") != null) {
      e.printStackTrace(command.getErr());
    } else if (!expected) {
      command.getErr().println("Set CROSSVIEW_DEBUG=1 to see where it happened.");
    }
    command.getErr().flush();
    return expected ? command.getCommandSpec().exitCodeOnExecutionException() : FAILED;
  }
}
