package org.crossview.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command gave.
 *
 * @param code exit code
 * @param out standard output that went through the command
 * @param errors error output that went through the command
 */
public record CommandRun(int code, String out, String errors) {
  /** Runs a command in this JVM whose arguments begin like those of others. */
  public static CommandRun of(List<String> beginning, String... more) {
    return of(Stream.concat(beginning.stream(), Stream.of(more)).toArray(String[]::new));
  }

  /** Runs a command in this JVM. */
  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    int code =
        Crossview.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(errors, true))
            .execute(arguments);
    return new CommandRun(code, out.toString(), errors.toString());
  }
}
