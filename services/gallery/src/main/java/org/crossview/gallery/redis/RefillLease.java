package org.crossview.gallery.redis;

import java.time.Duration;
import java.util.List;

/**
 * The right to refill a gallery, held by one writer at a time and lost with it: it expires unless
 * renewed.
 */
public final class RefillLease {
  /**
   * Takes or renews the right, also in a Redis that is full: a refill deletes before it writes.
   * Redis lets a script go on that has begun with a write which needs no memory.
   */
  private static final String TAKE =
      """
      local owner = redis.call('GET', KEYS[1])
      if owner and owner ~= ARGV[1] then
        return 0
      end
      redis.call('DEL', KEYS[1])
      redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
      return 1
      """;

  private final GalleryRedis redis;
  private final String key;
  private final String owner;
  private final Duration lease;

  /**
   * @param model version of the model
   * @param owner unique name of who asks
   * @param lease how long the right lasts without being renewed
   */
  public RefillLease(GalleryRedis redis, String model, String owner, Duration lease) {
    this.redis = redis;
    this.key = new GalleryKeys(model).refillLease();
    this.owner = owner;
    this.lease = lease;
  }

  /**
   * Takes or renews the right.
   *
   * @return whether the owner has it now
   * @throws GalleryUnavailableException if Redis does not answer
   */
  public boolean hold() {
    List<String> arguments = List.of(owner, Long.toString(lease.toMillis()));
    return Long.valueOf(1).equals(redis.call(c -> c.eval(TAKE, List.of(key), arguments)));
  }

  /** Gives the right back. */
  public void release() {
    redis.call(client -> owner.equals(client.get(key)) ? client.del(key) : 0L);
  }
}
