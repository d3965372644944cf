package org.crossview.gallery.redis;

import java.util.List;
import java.util.Optional;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Changes a gallery and its manifest together: everything or nothing, and only the gallery that the
 * change was planned against.
 */
final class GalleryTransaction {
  private static final int TRIES = 5;

  /** What is done in the transaction. */
  @FunctionalInterface
  interface Changing {
    /** Reads, calls multi(), queues commands, and gives the manifest to write with them. */
    Manifest queue(Manifest before, AbstractTransaction commands) throws GalleryChangedException;
  }

  private final GalleryRedis redis;
  private final GalleryKeys keys;
  private final GalleryReader reader;

  GalleryTransaction(GalleryRedis redis, GalleryKeys keys, GalleryReader reader) {
    this.redis = redis;
    this.keys = keys;
    this.reader = reader;
  }

  /**
   * Changes the gallery; again where somebody else changed it between the reading and the writing.
   *
   * @return the manifest afterwards
   * @throws GalleryChangedException if Redis does not hold that generation (any more), or others
   *     were faster every time
   */
  Manifest change(String generation, Changing changing) throws GalleryChangedException {
    for (int i = 0; i < TRIES; i++) {
      Optional<Manifest> done = tryChange(generation, changing);
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new GalleryChangedException(
        "Others changed the gallery %d times before a batch could be written".formatted(TRIES));
  }

  private Optional<Manifest> tryChange(String generation, Changing changing)
      throws GalleryChangedException {
    return redis.callChecked(
        client -> {
          try (AbstractTransaction transaction = client.transaction(false)) {
            transaction.watch(keys.manifest());
            Optional<Manifest> before = reader.manifest();
            if (before.isEmpty()) {
              throw new GalleryChangedException("Redis holds no gallery of this model");
            }
            if (!before.get().generation().equals(generation)) {
              throw new GalleryChangedException("The gallery is being filled anew");
            }
            Manifest after = changing.queue(before.get(), transaction);
            transaction.hset(keys.manifest(), after.encode());
            List<Object> answers = transaction.exec();
            if (answers == null) {
              return Optional.empty();
            }
            check(answers);
            return Optional.of(after);
          }
        });
  }

  /** EXEC answers each command by itself; one that failed must not pass for done. */
  static void check(List<Object> answers) {
    for (Object answer : answers) {
      if (answer instanceof JedisDataException e) {
        throw e;
      }
    }
  }
}
