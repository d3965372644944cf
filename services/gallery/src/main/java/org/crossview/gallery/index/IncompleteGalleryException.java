package org.crossview.gallery.index;

/** What Redis holds is not (or no longer) a whole gallery. It may be soon: try again. */
public final class IncompleteGalleryException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message a sentence on what is missing or changed
   */
  public IncompleteGalleryException(String message) {
    super(message);
  }
}
