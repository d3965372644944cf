package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.crossview.imaging.folder.GalleryTile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShotQueueTest {
  @Test
  void panoramasComeInTheOrderOfTheScene() throws InterruptedException {
    try (ShotQueue queue = new ShotQueue(new Scene(ShotQueueTest::shot))) {
      assertThat(queue.next().id()).isEqualTo("0");
      assertThat(queue.next().id()).isEqualTo("1");
    }
  }

  @Test
  void anErrorWhileAPanoramaIsMadeEndsTheWaitingForIt() {
    Error error = new OutOfMemoryError("no room for a picture");
    try (ShotQueue queue =
        new ShotQueue(
            new Scene(
                _ -> {
                  throw error;
                }))) {
      assertThatThrownBy(queue::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no room for a picture")
          .hasCause(error);
    }
  }

  @Test
  void anExceptionWhileAPanoramaIsMadeIsThrownAsItIs() {
    RuntimeException failure = new IllegalArgumentException("no such street");
    try (ShotQueue queue =
        new ShotQueue(
            new Scene(
                _ -> {
                  throw failure;
                }))) {
      assertThatThrownBy(queue::next).isSameAs(failure);
    }
  }

  private static Shot shot(int index) {
    return new Shot(
        Integer.toString(index),
        "vehicle-1",
        new byte[0],
        "equirectangular",
        OptionalDouble.empty(),
        new Truth(List.of(), Optional.empty()));
  }

  /** Two panoramas, made by a function. */
  private record Scene(IntFunction<Shot> maker) implements DemoScene {
    @Override
    public String title() {
      return "two panoramas";
    }

    @Override
    public void prepare() {
      // Nothing is drawn.
    }

    @Override
    public List<GalleryTile> tiles() {
      return List.of();
    }

    @Override
    public int shots() {
      return 2;
    }

    @Override
    public Shot shot(int index) {
      return maker.apply(index);
    }

    @Override
    public double secondsOf(int index) {
      return index;
    }

    @Override
    public Scoring scoring() {
      return Scoring.sameTile();
    }
  }
}
