package org.crossview.gallery.redis;

/**
 * Redis does not answer, or answers that it cannot serve. Nothing is wrong with the caller's data.
 */
public final class GalleryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GalleryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
