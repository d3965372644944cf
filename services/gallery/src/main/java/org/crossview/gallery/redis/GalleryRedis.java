package org.crossview.gallery.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The connection to Redis. It opens lazily and reconnects by itself. Thread-safe. */
public final class GalleryRedis implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** A batch of a few MiB has to be taken in within this time. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private static final int CONNECTIONS = 8;
  private static final int DEFAULT_PORT = 6379;

  /** The path of a URL: nothing, or the number of a database of Redis. */
  private static final Pattern DATABASE = Pattern.compile("(/\\d{0,9})?");

  private final URI url;
  private final RedisClient client;

  private GalleryRedis(URI url, RedisClient client) {
    this.url = url;
    this.client = client;
  }

  /**
   * Prepares the connection; Redis need not run yet.
   *
   * @param url {@code redis://host:port}, {@code rediss://} for TLS, with {@code user:password@}
   *     where Redis asks for it; without a port 6379; with the number of a database, such as {@code
   *     /3}, where it is not 0
   * @throws IllegalArgumentException if it is no such URL, naming the setting and never the user
   */
  public static GalleryRedis connect(String url) {
    URI uri = parse(url);
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    // Connections to a Redis that was restarted are dead; this finds out before they are used.
    pool.setTestOnBorrow(true);
    // A pool that is exhausted answers within this time, too.
    pool.setMaxWait(ANSWER_TIMEOUT);
    RedisClient client =
        RedisClient.builder()
            .clientConfig(
                DefaultJedisClientConfig.builder(uri)
                    .connectionTimeoutMillis(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                    .socketTimeoutMillis(Math.toIntExact(ANSWER_TIMEOUT.toMillis()))
                    .build())
            .hostAndPort(uri.getHost(), uri.getPort())
            .poolConfig(pool)
            .build();
    return new GalleryRedis(uri, client);
  }

  /** The URL with its port, which Jedis insists on. */
  static URI parse(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
        if (!DATABASE.matcher(uri.getRawPath()).matches()) {
          throw refused(
              "a number for the database after the port, such as redis://host:port/0", url);
        }
        return uri.getPort() < 0 ? withPort(uri) : uri;
      }
    } catch (URISyntaxException e) {
      // Not passed on: its message repeats the URL with the password.
    }
    throw refused("the form redis://host:port or rediss://host:port", url);
  }

  private static IllegalArgumentException refused(String needed, String url) {
    return new IllegalArgumentException(
        "crossview.redis.url needs %s, got '%s'".formatted(needed, withoutUser(url)));
  }

  /** Put in as text: user and password stay encoded as they are. */
  private static URI withPort(URI uri) throws URISyntaxException {
    String authority = uri.getRawAuthority();
    String separator = authority.endsWith(":") ? "" : ":";
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new URI(
        uri.getScheme() + "://" + authority + separator + DEFAULT_PORT + uri.getRawPath() + query);
  }

  private static String withoutUser(String url) {
    int at = url.lastIndexOf('@');
    if (at < 0) {
      return url;
    }
    int scheme = url.indexOf("://") + 3;
    String start = scheme >= 3 && scheme <= at ? url.substring(0, scheme) : "";
    return start + "***" + url.substring(at);
  }

  /**
   * Runs commands.
   *
   * @throws GalleryUnavailableException if Redis cannot be reached or refuses
   */
  <T> T call(Function<RedisClient, T> commands) {
    return callChecked(commands::apply);
  }

  /** As {@link #call}, for commands that end in a checked exception of their own. */
  <T, X extends Exception> T callChecked(Commands<T, X> commands) throws X {
    try {
      return commands.run(client);
    } catch (JedisException e) {
      throw new GalleryUnavailableException(
          "Redis at %s:%d cannot be used: %s"
              .formatted(url.getHost(), url.getPort(), rootMessage(e)),
          e);
    }
  }

  /** Commands to Redis. */
  @FunctionalInterface
  interface Commands<T, X extends Exception> {
    T run(RedisClient client) throws X;
  }

  /**
   * What the innermost cause says, and what was suppressed on the way there: where Redis refuses a
   * transaction as a whole, that is why it refused the commands in it.
   */
  private static String rootMessage(Throwable e) {
    Set<String> suppressed = new LinkedHashSet<>();
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      for (Throwable each : cause.getSuppressed()) {
        suppressed.add(rootMessage(each));
      }
      root = cause;
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return suppressed.isEmpty() ? message : message + " " + String.join("; ", suppressed);
  }

  /**
   * Asks whether Redis answers.
   *
   * @throws GalleryUnavailableException if it does not
   */
  public void ping() {
    call(RedisClient::ping);
  }

  @Override
  public void close() {
    client.close();
  }
}
