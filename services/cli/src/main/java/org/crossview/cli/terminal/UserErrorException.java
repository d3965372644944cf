package org.crossview.cli.terminal;

/**
 * Something the user can mend: the message names the value and the remedy, and is all that is
 * printed.
 */
public final class UserErrorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line
   */
  public UserErrorException(String message) {
    super(message);
  }

  /**
   * @param message one line
   * @param cause printed only where CROSSVIEW_DEBUG is set
   */
  public UserErrorException(String message, Throwable cause) {
    super(message, cause);
  }
}
