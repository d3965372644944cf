package org.crossview.stage.batch;

import java.util.Objects;

/**
 * Something that the stage needs does not answer now (Redis, a device). No record is to blame: the
 * loop keeps what it holds, reports not ready and tries again until the dependency is back.
 */
public final class DependencyUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String dependency;

  /**
   * @param dependency its name, which becomes the name of a readiness condition and a metric label:
   *     one of a few fixed words, such as {@code redis}
   * @param detail a sentence on what failed
   */
  public DependencyUnavailableException(String dependency, String detail, Throwable cause) {
    super(detail, cause);
    this.dependency = Objects.requireNonNull(dependency, "dependency");
  }

  public String dependency() {
    return dependency;
  }
}
