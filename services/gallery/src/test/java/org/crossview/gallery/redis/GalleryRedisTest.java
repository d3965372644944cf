package org.crossview.gallery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryRedisTest {
  @Test
  void aPortThatIsNotNamedIsRedisOwn() {
    assertThat(GalleryRedis.parse("redis://cache")).hasToString("redis://cache:6379");
    assertThat(GalleryRedis.parse("redis://cache:/3")).hasToString("redis://cache:6379/3");
    assertThat(GalleryRedis.parse("rediss://me:p%40ss@[::1]/3?protocol=3"))
        .hasToString("rediss://me:p%40ss@[::1]:6379/3?protocol=3");
    assertThat(GalleryRedis.parse("redis://cache:7000/3")).hasToString("redis://cache:7000/3");
  }

  @Test
  void aConnectionIsPreparedWithoutAPort() {
    assertThatCode(() -> GalleryRedis.connect("redis://cache").close()).doesNotThrowAnyException();
  }

  @Test
  void anUrlThatIsNoneIsNamedInTheError() {
    assertThatThrownBy(() -> GalleryRedis.connect("localhost:6379"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("crossview.redis.url")
        .hasMessageContaining("'localhost:6379'");
  }

  @Test
  void aDatabaseThatIsNoNumberIsNamedWithWhatToSayInstead() {
    for (String path : List.of("/abc", "/3/x", "/-1", "/12345678901")) {
      assertThatThrownBy(() -> GalleryRedis.connect("redis://me:secret@cache:6379" + path))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "crossview.redis.url needs a number for the database after the port, such as"
                  + " redis://host:port/0, got 'redis://***@cache:6379%s'",
              path);
    }
    assertThatCode(() -> GalleryRedis.connect("redis://cache:6379/3").close())
        .doesNotThrowAnyException();
  }

  @Test
  void anUrlThatIsNoneIsShownWithoutItsUser() {
    for (String url :
        List.of(
            "http://me:secret@cache:6379",
            "redis://me:secret%@cache:6379",
            "redis://me:sec@ret:secret@cache:port",
            "me:secret@cache:6379")) {
      assertThatThrownBy(() -> GalleryRedis.connect(url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("crossview.redis.url")
          .hasMessageContaining("***@cache")
          .satisfies(e -> assertThat(e).hasNoCause())
          .satisfies(
              e -> assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("me:"));
    }
  }
}
