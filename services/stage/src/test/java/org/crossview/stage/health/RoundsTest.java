package org.crossview.stage.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Liveness liveness = new Liveness();

  @Test
  void anErrorInARoundIsTheEndOfTheProcessAndNotOfItsThreadAlone() throws InterruptedException {
    AtomicInteger rounds = new AtomicInteger();
    try (Rounds keeper = new Rounds("keeper", liveness)) {
      keeper.start(
          Duration.ofMillis(1),
          () -> {
            if (rounds.incrementAndGet() == 3) {
              throw new OutOfMemoryError("planted");
            }
          });
      for (int i = 0; i < 1_000 && liveness.failure().isEmpty(); i++) {
        Thread.sleep(10);
      }
    }
    assertThat(liveness.failure()).hasValueSatisfying(why -> assertThat(why).contains("planted"));
    assertThat(rounds).hasValue(3);
  }

  @Test
  void anEndThatWasAskedForIsNoFailure() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    try (Rounds keeper = new Rounds("keeper", liveness)) {
      keeper.start(Duration.ofMillis(1), begun::countDown);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(liveness.failure()).isEmpty();
  }
}
