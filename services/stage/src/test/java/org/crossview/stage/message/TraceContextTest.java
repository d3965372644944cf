package org.crossview.stage.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void theTraceGoesOnUnderANewParentAndStaleHeadersStayBehind() {
    Headers incoming = new RecordHeaders();
    add(incoming, "traceparent", "00-11111111111111111111111111111111-b7ad6b7169203331-00");
    add(incoming, "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    add(incoming, "tracestate", "vendor=1");
    add(incoming, "something-else", "x");

    Headers next = TraceContext.next(incoming);

    assertThat(next.headers("traceparent")).hasSize(1);
    assertThat(text(next, "traceparent"))
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .doesNotContain("b7ad6b7169203331")
        .doesNotContain("0000000000000000");
    assertThat(text(next, "tracestate")).isEqualTo("vendor=1");
    assertThat(next.lastHeader("something-else")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "512, true", "513, false", "8388608, false"})
  void aTraceStateLongerThanHasToBePassedOnStaysBehindAndTheTraceGoesOn(int size, boolean passed) {
    Headers incoming = new RecordHeaders();
    add(incoming, "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    add(incoming, "tracestate", "x".repeat(size));

    Headers next = TraceContext.next(incoming);

    assertThat(text(next, "traceparent")).contains(TRACE);
    assertThat(next.headers("tracestate")).hasSize(passed ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      })
  void anInvalidParentIsNotCopiedAlong(String traceparent) {
    Headers incoming = new RecordHeaders();
    add(incoming, "traceparent", traceparent);
    add(incoming, "tracestate", "vendor=1");
    assertThat(TraceContext.next(incoming)).isEmpty();
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.US_ASCII);
  }
}
