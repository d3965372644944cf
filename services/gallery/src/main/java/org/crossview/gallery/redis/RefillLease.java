package org.crossview.gallery.redis;

import java.time.Duration;
import redis.clients.jedis.params.SetParams;

/**
 * The right to refill a gallery, held by one writer at a time and lost with it: it expires unless
 * renewed.
 */
public final class RefillLease {
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
    long millis = lease.toMillis();
    return redis.call(
        client ->
            client.set(key, owner, SetParams.setParams().nx().px(millis)) != null
                || (owner.equals(client.get(key)) && client.pexpire(key, millis) == 1));
  }

  /** Gives the right back. */
  public void release() {
    redis.call(client -> owner.equals(client.get(key)) ? client.del(key) : 0L);
  }
}
