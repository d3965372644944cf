package org.crossview.stage.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Carries a W3C trace context (https://www.w3.org/TR/trace-context/, section 3.2) from a record to
 * the records made of it: same trace, a new parent id, and no header of an earlier hop beside it.
 */
public final class TraceContext {
  private static final String TRACEPARENT = "traceparent";
  private static final String TRACESTATE = "tracestate";
  private static final Pattern VERSION_00 =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_PARENT = "0".repeat(16);

  /**
   * As much of a {@code tracestate} as has to be passed on, section 3.3.1.5. It comes from outside
   * and counts against the topic's largest record: without a limit a sender could make every record
   * that follows too large for its topic, and stop its partition for good.
   */
  private static final int MAX_STATE_BYTES = 512;

  private TraceContext() {}

  /**
   * The headers for a record made of one with these headers: empty where there is no valid {@code
   * traceparent}, without {@code tracestate} where that is longer than 512 bytes. Where there are
   * several, the last one counts.
   */
  public static Headers next(Headers incoming) {
    Headers headers = new RecordHeaders();
    Header parent = incoming.lastHeader(TRACEPARENT);
    if (parent == null || parent.value() == null || parent.value().length != 55) {
      return headers;
    }
    Matcher matcher = VERSION_00.matcher(new String(parent.value(), StandardCharsets.US_ASCII));
    if (!matcher.matches()
        || matcher.group(1).equals(NO_TRACE)
        || matcher.group(2).equals(NO_PARENT)) {
      return headers;
    }
    long span = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    String next =
        "00-%s-%s-%s"
            .formatted(matcher.group(1), HexFormat.of().toHexDigits(span), matcher.group(3));
    headers.add(TRACEPARENT, next.getBytes(StandardCharsets.US_ASCII));
    Header state = incoming.lastHeader(TRACESTATE);
    if (state != null && state.value() != null && state.value().length <= MAX_STATE_BYTES) {
      headers.add(TRACESTATE, state.value());
    }
    return headers;
  }
}
