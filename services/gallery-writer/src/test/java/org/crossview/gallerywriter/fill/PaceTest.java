package org.crossview.gallerywriter.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final Pace pace = new Pace(now::get);

  @Test
  void theFirstIsDueAtOnceAndAQuickOneAfterASecond() {
    assertThat(pace.isDue()).isTrue();
    assertThat(take(Duration.ofMillis(1))).isEqualTo("done");
    assertThat(pace.isDue()).isFalse();
    pass(Duration.ofMillis(999));
    assertThat(pace.isDue()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void whatTookLongRestsTwentyTimesAsLong() {
    take(Duration.ofMillis(700));
    pass(Duration.ofMillis(13_999));
    assertThat(pace.isDue()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void whatFailedRestsToo() {
    assertThatThrownBy(
            () ->
                pace.take(
                    () -> {
                      pass(Duration.ofSeconds(2));
                      throw new IllegalStateException("planted");
                    }))
        .hasMessage("planted");
    pass(Duration.ofSeconds(39));
    assertThat(pace.isDue()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(pace.isDue()).isTrue();
  }

  private String take(Duration duration) {
    return pace.take(
        () -> {
          pass(duration);
          return "done";
        });
  }

  private void pass(Duration duration) {
    now.addAndGet(duration.toNanos());
  }
}
