package org.crossview.gallery.redis;

/**
 * The gallery in Redis is no longer the one that the caller worked on: it was emptied, is being
 * refilled, or has become another epoch. The caller looks again and starts over.
 */
public final class GalleryChangedException extends Exception {
  private static final long serialVersionUID = 1L;

  public GalleryChangedException(String message) {
    super(message);
  }
}
