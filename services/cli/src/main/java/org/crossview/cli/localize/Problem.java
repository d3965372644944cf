package org.crossview.cli.localize;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;

/** Why a panorama cannot be placed, in words for a person. */
final class Problem {
  private Problem() {}

  static UnusableInputException missing(String what) {
    return new UnusableInputException(RejectionReason.INVALID_FIELD, what);
  }

  static UnusableInputException unreadable(Path file, IOException e) {
    String what = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
    return new UnusableInputException(
        RejectionReason.UNDECODABLE_IMAGE, "%s: %s".formatted(file, what), e);
  }
}
