package org.crossview.cli.demo;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Makes the coming panoramas on a thread of its own, a few ahead of the vehicles, so that their
 * rate does not hang on the time that drawing takes.
 */
final class ShotQueue implements AutoCloseable {
  private static final int AHEAD = 64;

  private final BlockingQueue<Shot> ready = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private volatile RuntimeException failure;

  ShotQueue(DemoScene scene) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("panorama-maker")
            .start(
                () -> {
                  try {
                    for (int i = 0; i < scene.shots(); i++) {
                      ready.put(scene.shot(i));
                    }
                  } catch (InterruptedException e) {
                    // Closed: nobody wants the rest.
                  } catch (RuntimeException e) {
                    failure = e;
                  }
                });
  }

  /** The next panorama, in the order of the scene. */
  Shot next() throws InterruptedException {
    while (true) {
      Shot shot = ready.poll(100, TimeUnit.MILLISECONDS);
      if (shot != null) {
        return shot;
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
