package io.ewig.server.gate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What the header {@code Authorization} says.
 *
 * @param user {@code ""} if it says none
 */
record Credentials(String user, String secret) {

  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";

  /** Empty if it is nothing that is understood here. */
  static Optional<Credentials> of(String header) {
    String start = header.toLowerCase(Locale.ROOT);
    if (start.startsWith(BEARER)) {
      return Optional.of(new Credentials("", header.substring(BEARER.length()).strip()));
    }
    return start.startsWith(BASIC)
        ? basic(header.substring(BASIC.length()).strip())
        : Optional.empty();
  }

  private static Optional<Credentials> basic(String encoded) {
    try {
      String both =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
              .toString();
      int colon = both.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(both.substring(0, colon), both.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return user;
  }
}
