package io.ewig.jdbc.remote;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;

/** What each request says of who sends it, as a line of HTTP; {@code ""} for nothing. */
record Authorization(String line) {

  static final Authorization NONE = new Authorization("");

  static Authorization of(Target target) throws SQLException {
    if (target.given(Property.PASSWORD).isEmpty()) {
      return NONE;
    }
    String user = target.value(Property.USER).orElse("");
    if (user.contains(":")) {
      throw SqlState.CANNOT_CONNECT.error("the user '" + user + "' has a colon, which none has");
    }
    byte[] both =
        (user + ":" + target.given(Property.PASSWORD).get()).getBytes(StandardCharsets.UTF_8);
    return new Authorization(
        "Authorization: Basic " + Base64.getEncoder().encodeToString(both) + "\r\n");
  }

  /** It is a secret. */
  @Override
  public String toString() {
    return line.isEmpty() ? "none" : "given";
  }
}
