package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.Quote;
import io.ewig.engine.error.UserException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The URI that names one stream of events, such as {@code a://garden} or {@code
 * table://public/users}.
 */
public record World(String uri) {

  /** Long enough for any sensible name; bounds what a dictionary of worlds can take. */
  public static final int BYTES_MAX = 1024;

  private static final String OURS = "ewig://";
  private static final String AFTER_SCHEME = "://";
  private static final char DELETE = 0x7F;

  public World {
    if (!isWorld(uri)) {
      throw new UserException(
          ErrorCode.INVALID_WORLD,
          Quote.of(uri)
              + " does not name a world; write scheme://name without blanks, as a://garden");
    }
    if (uri.length() > BYTES_MAX || uri.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_WORLD,
          "the world name " + Quote.of(uri) + " is over " + BYTES_MAX + " bytes; shorten it");
    }
  }

  /** By hand: whoever appends makes one for each event. */
  private static boolean isWorld(String uri) {
    int scheme = 0;
    while (scheme < uri.length() && isOfScheme(uri.charAt(scheme), scheme)) {
      scheme++;
    }
    int name = scheme + AFTER_SCHEME.length();
    return scheme > 0 && uri.startsWith(AFTER_SCHEME, scheme) && isName(uri, name);
  }

  private static boolean isOfScheme(char c, int at) {
    boolean isLetter = c >= 'a' && c <= 'z';
    boolean isInner = (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-';
    return isLetter || (at > 0 && isInner);
  }

  /** One character or more, no blank and no control character among them, all of them whole. */
  private static boolean isName(String uri, int from) {
    for (int i = from; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c <= ' ' || c == DELETE || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == uri.length() || !Character.isLowSurrogate(uri.charAt(i))) {
          return false;
        }
      }
    }
    return uri.length() > from;
  }

  public static World of(String uri) {
    return new World(uri);
  }

  /** Whether it is one in which the database itself keeps something. */
  public boolean isOurs() {
    return uri.startsWith(OURS);
  }

  /**
   * By hand: asked several times for each event, and what a record makes is not inlined that deep.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof World that && uri.equals(that.uri));
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return uri;
  }
}
