package io.ewig.jdbc.remote;

import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;

/**
 * How long a server is waited for; 0 for as long as it takes.
 *
 * @param connectMillis for a connection, TLS included
 * @param loginMillis for a session, from its first step to the server's answer
 * @param answerMillis for any later answer
 */
record Patience(int connectMillis, int loginMillis, int answerMillis) {

  static Patience of(Target target) {
    int ofAllDrivers = clamp(TimeUnit.SECONDS.toMillis(DriverManager.getLoginTimeout()));
    return new Patience(
        millis(target, Property.CONNECT_TIMEOUT_MILLIS),
        ofAllDrivers > 0 && target.given(Property.LOGIN_TIMEOUT_MILLIS).isEmpty()
            ? ofAllDrivers
            : millis(target, Property.LOGIN_TIMEOUT_MILLIS),
        millis(target, Property.SOCKET_TIMEOUT_MILLIS));
  }

  private static int millis(Target target, Property property) {
    return clamp(target.count(property));
  }

  private static int clamp(long millis) {
    return (int) Math.min(Integer.MAX_VALUE, millis);
  }
}
