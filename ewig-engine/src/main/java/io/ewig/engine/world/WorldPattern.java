package io.ewig.engine.world;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;

/**
 * Names worlds by a pattern of their URI.
 *
 * <pre>
 * *  any characters but "/", also none        a://garden*        a://garden, a://garden2
 * ** any characters, also none                a://house/**       a://house/attic/box
 * ?  one character but "/"                    a://room?          a://room1
 * </pre>
 */
public record WorldPattern(String glob) {

  public static final int CHARS_MAX = World.BYTES_MAX;

  /** Matching tries at most so many ways each character. */
  public static final int STARS_MAX = 16;

  public WorldPattern {
    long stars = glob.chars().filter(c -> c == '*').count();
    if (glob.isEmpty() || glob.length() > CHARS_MAX || stars > STARS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'"
              + glob.substring(0, Math.min(40, glob.length()))
              + "' is no pattern for worlds: it has 1 to "
              + CHARS_MAX
              + " characters, of which at most "
              + STARS_MAX
              + " are stars");
    }
  }

  /** Whether it names one world and no others. */
  public boolean isExact() {
    return literals() == glob.length();
  }

  /** How many characters stand for themselves: a pattern with more is the more specific one. */
  public int literals() {
    return (int) glob.chars().filter(c -> c != '*' && c != '?').count();
  }

  public boolean matches(World world) {
    return matchesName(world.uri());
  }

  /**
   * Whether it names something else that has a name, such as a branch.
   *
   * <p>Keeps the set of places in the pattern that what was read so far can have led to: linear in
   * the name for any pattern.
   */
  public boolean matchesName(String uri) {
    boolean[] reached = new boolean[glob.length() + 1];
    reached[0] = true;
    skipStars(reached);
    for (int i = 0; i < uri.length(); i++) {
      boolean isSecondHalf = i > 0 && Character.isSurrogatePair(uri.charAt(i - 1), uri.charAt(i));
      reached = step(reached, uri.charAt(i), isSecondHalf);
    }
    return reached[glob.length()];
  }

  /**
   * @param isSecondHalf whether it is the rest of a character of which the first half was read: so
   *     much is behind the question mark that has taken that
   */
  private boolean[] step(boolean[] from, char c, boolean isSecondHalf) {
    boolean[] to = new boolean[from.length];
    for (int at = 0; at < glob.length(); at++) {
      if (from[at]) {
        char p = glob.charAt(at);
        if (p == '*') {
          to[at] |= c != '/' || isDouble(at);
        } else {
          to[at + 1] |= p == '?' ? c != '/' && !isSecondHalf : p == c;
        }
      }
    }
    for (int at = 1; isSecondHalf && at < to.length; at++) {
      to[at] |= from[at] && glob.charAt(at - 1) == '?';
    }
    skipStars(to);
    return to;
  }

  /** A star may stand for nothing, so what lies behind it is reached as well. */
  private void skipStars(boolean[] reached) {
    for (int at = 0; at < glob.length(); at++) {
      reached[at + 1] |= reached[at] && glob.charAt(at) == '*';
    }
  }

  private boolean isDouble(int at) {
    return at + 1 < glob.length() && glob.charAt(at + 1) == '*';
  }

  @Override
  public String toString() {
    return glob;
  }
}
