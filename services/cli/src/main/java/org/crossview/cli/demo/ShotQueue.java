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
  private volatile Throwable failure;

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
                  } catch (Throwable e) {
                    // Also an Error, such as too little memory: who waits would wait for ever.
                    failure = e;
                  }
                });
  }

  /**
   * The next panorama, in the order of the scene.
   *
   * @throws RuntimeException that which ended the making; an error is its cause
   */
  Shot next() throws InterruptedException {
    while (true) {
      Shot shot = ready.poll(100, TimeUnit.MILLISECONDS);
      if (shot != null) {
        return shot;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure != null) {
        throw new IllegalStateException("making the panoramas ended: " + failure, failure);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
