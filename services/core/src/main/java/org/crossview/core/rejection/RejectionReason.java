package org.crossview.core.rejection;

import java.util.Locale;

/**
 * Why an input is not processed. The code travels in rejections, dead letters, metrics and messages
 * to people.
 */
public enum RejectionReason {
  /** The bytes are not the message that the topic carries. */
  UNREADABLE_MESSAGE,
  /** The bytes are no image of a supported format, or it ends too early. */
  UNDECODABLE_IMAGE,
  /** The image exceeds the limit of bytes or pixels. */
  IMAGE_TOO_LARGE,
  /** The sides do not have the ratio that the projection needs. */
  WRONG_SIDE_RATIO,
  /** The projection is not known. */
  UNSUPPORTED_PROJECTION,
  /** A heading is needed and none was given. */
  MISSING_HEADING,
  /** The heading is not a finite number of degrees. */
  INVALID_HEADING,
  /** A field of the message is missing or out of its range. */
  INVALID_FIELD,
  /** The record was made by another model than the one that is loaded. */
  MODEL_VERSION_MISMATCH,
  /** No tile lies inside the position prior. */
  NO_COVERAGE,
  /** The deadline has passed. */
  EXPIRED,
  /** The stage failed on this record although it tried again: a bug. */
  INTERNAL_ERROR;

  /**
   * The code in messages and metrics: lower case with hyphens, such as {@code undecodable-image}.
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
