package org.crossview.cli.demo;

import org.crossview.core.model.ModelDescription;
import org.crossview.gallery.redis.GalleryReader;
import org.crossview.gallery.redis.GalleryRedis;
import org.crossview.gallery.redis.GalleryUnavailableException;
import org.crossview.gallery.redis.Manifest;

/** How far gallery-writer has come; read from the manifest in Redis. */
final class GalleryProgress implements AutoCloseable {
  private final GalleryRedis redis;
  private final GalleryReader reader;

  GalleryProgress(String redisUrl, ModelDescription model) {
    redis = GalleryRedis.connect(redisUrl);
    reader = new GalleryReader(redis, model.version(), model.steps());
  }

  /** Tiles that were written or rejected. */
  long tilesDone() {
    try {
      return reader.manifest().map(m -> m.written() + m.rejected()).orElse(0L);
    } catch (GalleryUnavailableException e) {
      // Said by the readiness of the services, should it last.
      return 0;
    }
  }

  /** True where the gallery may be served. */
  boolean isComplete() {
    try {
      return reader.manifest().map(Manifest::isComplete).orElse(false);
    } catch (GalleryUnavailableException e) {
      return false;
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
