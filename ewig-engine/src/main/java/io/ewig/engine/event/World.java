package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The URI that names one stream of events, such as {@code a://garden} or {@code
 * table://public/users}.
 */
public record World(String uri) {

  /** Long enough for any sensible name; bounds what a dictionary of worlds can take. */
  public static final int BYTES_MAX = 1024;

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s\\p{Cntrl}]+");

  public World {
    if (!SHAPE.matcher(uri).matches() || hasLoneSurrogate(uri)) {
      throw new UserException(
          ErrorCode.INVALID_WORLD,
          "'" + uri + "' does not name a world; write scheme://name without blanks, as a://garden");
    }
    if (uri.length() > BYTES_MAX || uri.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_WORLD,
          "the world name '" + uri.substring(0, 40) + "...' is over " + BYTES_MAX + " bytes");
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  public static World of(String uri) {
    return new World(uri);
  }

  @Override
  public String toString() {
    return uri;
  }
}
