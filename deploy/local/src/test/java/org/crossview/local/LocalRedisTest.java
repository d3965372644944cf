package org.crossview.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class LocalRedisTest {
  @Test
  void redisAnswersAndIsEmptyOnTheSamePortWhenStartedAgain() {
    try (LocalRedis redis = LocalRedis.start()) {
      String url = redis.url();
      try (RedisClient client = RedisClient.create(url)) {
        client.set("key", "value");
        assertThat(client.get("key")).isEqualTo("value");
      }

      redis.stop();
      redis.startAgain();

      assertThat(redis.url()).isEqualTo(url);
      try (RedisClient client = RedisClient.create(url)) {
        assertThat(client.get("key")).isNull();
        assertThat(client.info("server")).contains("process_id");
      }
    }
  }
}
