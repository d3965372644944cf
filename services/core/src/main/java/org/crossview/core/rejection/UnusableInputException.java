package org.crossview.core.rejection;

/**
 * An input that cannot be processed, with the reason and a sentence that names the value and what
 * is allowed.
 */
public final class UnusableInputException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  public UnusableInputException(RejectionReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public UnusableInputException(RejectionReason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  public RejectionReason reason() {
    return reason;
  }
}
