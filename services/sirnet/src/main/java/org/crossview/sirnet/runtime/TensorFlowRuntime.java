package org.crossview.sirnet.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** Loads the one TensorFlow library that training, export and serving share. */
public final class TensorFlowRuntime {
  private static final String ONEDNN = "TF_ENABLE_ONEDNN_OPTS";
  private static final String DJL_NO_TELEMETRY = "OPT_OUT_TRACKING";
  private static final String DJL_LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

  static {
    // TensorFlow by itself uses oneDNN only on processors with AVX-512 or AMX, but it pays on
    // others too.
    if (System.getenv(ONEDNN) == null) {
      setEnvironment(ONEDNN, "1");
    }
    String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
    // On machines of one cloud provider DJL would report its use to its makers.
    if (System.getenv(DJL_NO_TELEMETRY) == null && System.getProperty(DJL_NO_TELEMETRY) == null) {
      System.setProperty(DJL_NO_TELEMETRY, "true");
    }
    // Without this DJL would download a TensorFlow of its own.
    if (System.getenv(DJL_LIBRARY_PATH) == null && System.getProperty(DJL_LIBRARY_PATH) == null) {
      System.setProperty(DJL_LIBRARY_PATH, Path.of(library).getParent().toString());
    }
  }

  private TensorFlowRuntime() {}

  /** Makes sure that TensorFlow is loaded, before the first use of its classes or DJL's. */
  public static void load() {
    // The static initializer has done it, once.
  }

  /** Java cannot change the environment of its own process, and the library reads nothing else. */
  // A restricted method by nature: it calls the C library.
  @SuppressWarnings("restricted")
  private static void setEnvironment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    MemorySegment setenv = linker.defaultLookup().findOrThrow("setenv");
    var signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int)
              linker
                  .downcallHandle(setenv, signature)
                  .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
      if (failed != 0) {
        throw new IllegalStateException("Cannot set the environment variable " + name);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot set the environment variable " + name, e);
    }
  }
}
