package org.crossview.gallerywriter.app;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The running stage, with a real broker and a real redis-server, new ones for each test. */
abstract class WithWriter {
  @TempDir private Path folder;
  WriterBench bench;
  WriterBench.Running running;

  @BeforeEach
  void start() throws Exception {
    bench = new WriterBench(folder);
    running = bench.start();
  }

  @AfterEach
  void stop() {
    running.close();
    bench.close();
  }
}
