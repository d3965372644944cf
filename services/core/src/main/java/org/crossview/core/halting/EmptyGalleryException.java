package org.crossview.core.halting;

/** There is no tile to compare with, so there is no step to choose. */
public final class EmptyGalleryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmptyGalleryException(String message) {
    super(message);
  }
}
