package org.crossview.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON that commands write for programs. */
public final class Json {
  private Json() {}

  /** The contents of a file: indented, so that people can read it too, and ended by a new line. */
  public static String text(JsonNode tree) {
    return tree.toPrettyString() + System.lineSeparator();
  }
}
