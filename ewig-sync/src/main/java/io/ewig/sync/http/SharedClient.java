package io.ewig.sync.http;

import java.net.http.HttpClient;
import java.time.Duration;

/** One for all channels: each would have threads of its own, and connections that nobody reuses. */
final class SharedClient {

  /** Who can't be reached is tried again soon. */
  static final Duration CONNECTING = Duration.ofSeconds(4);

  static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .build();

  private SharedClient() {}
}
