package org.crossview.stage.message;

import com.google.protobuf.MessageLite;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.PositionPrior;
import org.crossview.proto.v1.TileRef;

/** Whether a message says what it is about, in values that the later stages can count on. */
public final class RefChecks {
  /** Longest id, in UTF-16 units: ids become keys, labels of logs and fields in Redis. */
  public static final int MAX_ID_LENGTH = 256;

  /**
   * Most bytes of a ref, unknown fields included. Refs travel on in every message: a large one
   * would make a later message larger than its topic allows.
   */
  public static final int MAX_REF_BYTES = 8 << 10;

  private RefChecks() {}

  /**
   * Checks ids, attempt, heading, field of view and prior.
   *
   * @throws UnusableInputException {@code invalid-heading} or {@code invalid-field}, naming the
   *     value
   */
  public static void check(PanoramaRef ref) throws UnusableInputException {
    checkSize("ref", ref);
    checkId("ref.id", ref.getId());
    checkId("ref.vehicle_id", ref.getVehicleId());
    if (ref.getAttempt() < 0) {
      throw invalid("ref.attempt", ref.getAttempt(), "0 or more");
    }
    if (ref.hasHeadingDeg() && !Double.isFinite(ref.getHeadingDeg())) {
      throw new UnusableInputException(
          RejectionReason.INVALID_HEADING,
          "ref.heading_deg is %s; it needs a finite number of degrees"
              .formatted(ref.getHeadingDeg()));
    }
    double view = ref.getFieldOfViewDeg();
    if (!(view >= 0 && view <= 360)) {
      throw invalid("ref.field_of_view_deg", view, "0 to 360 degrees, 0 meaning the full circle");
    }
    if (ref.hasPrior()) {
      check(ref.getPrior());
    }
  }

  /**
   * Checks id, position and resolution.
   *
   * @throws UnusableInputException {@code invalid-field}, naming the value
   */
  public static void check(TileRef ref) throws UnusableInputException {
    checkSize("ref", ref);
    checkId("ref.id", ref.getId());
    if (ref.hasCentre()) {
      check("ref.centre", ref.getCentre());
    }
    double resolution = ref.getMetresPerPixel();
    if (!(resolution >= 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw invalid("ref.metres_per_pixel", resolution, "0 (unknown) or a positive number");
    }
  }

  /**
   * Checks that the import has an id and a size.
   *
   * @throws UnusableInputException {@code invalid-field}, naming the value
   */
  public static void check(ImportRef ref) throws UnusableInputException {
    checkSize("import", ref);
    checkId("import.id", ref.getId());
    if (ref.getExpectedTiles() < 1) {
      throw invalid("import.expected_tiles", ref.getExpectedTiles(), "1 or more");
    }
  }

  /**
   * Checks that the deadline, if there is one, has not passed.
   *
   * @param nowUs microseconds since the Unix epoch
   * @throws UnusableInputException {@code expired}, naming by how much
   */
  public static void checkDeadline(PanoramaRef ref, long nowUs) throws UnusableInputException {
    if (ref.hasDeadlineUs() && nowUs > ref.getDeadlineUs()) {
      throw new UnusableInputException(
          RejectionReason.EXPIRED,
          "The deadline %d us passed %.3f s ago"
              .formatted(ref.getDeadlineUs(), (nowUs - (double) ref.getDeadlineUs()) / 1e6));
    }
  }

  private static void check(PositionPrior prior) throws UnusableInputException {
    if (!prior.hasCentre()) {
      throw invalid("ref.prior.centre", "absent", "a position");
    }
    check("ref.prior.centre", prior.getCentre());
    double radius = prior.getRadiusM();
    if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
      throw invalid("ref.prior.radius_m", radius, "a positive number of metres");
    }
  }

  private static void check(String field, Position position) throws UnusableInputException {
    if (!(Math.abs(position.getLat()) <= 90)) {
      throw invalid(field + ".lat", position.getLat(), "-90 to 90 degrees");
    }
    if (!(Math.abs(position.getLon()) <= 180)) {
      throw invalid(field + ".lon", position.getLon(), "-180 to 180 degrees");
    }
  }

  private static void checkSize(String field, MessageLite ref) throws UnusableInputException {
    if (ref.getSerializedSize() > MAX_REF_BYTES) {
      throw invalid(
          field, ref.getSerializedSize() + " bytes large", "at most " + MAX_REF_BYTES + " bytes");
    }
  }

  private static void checkId(String field, String id) throws UnusableInputException {
    if (id.isEmpty()) {
      throw invalid(field, "empty", "1 to " + MAX_ID_LENGTH + " characters");
    }
    if (id.length() > MAX_ID_LENGTH) {
      throw invalid(
          field, id.length() + " characters long", "1 to " + MAX_ID_LENGTH + " characters");
    }
  }

  private static UnusableInputException invalid(String field, Object value, String allowed) {
    return new UnusableInputException(
        RejectionReason.INVALID_FIELD, "%s is %s; it needs %s".formatted(field, value, allowed));
  }
}
