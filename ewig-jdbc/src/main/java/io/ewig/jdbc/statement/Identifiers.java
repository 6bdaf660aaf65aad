package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.value.Texts;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Names as they stand in a statement: in quotes, unless they mean the same without. */
public final class Identifiers {

  /** Of any name. */
  public static final int CHARS_MAX = 128;

  /** Other letters would be folded to small ones. */
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")++\"");

  private Identifiers() {}

  static boolean isSimple(String name, Link link) throws SQLException {
    return name.length() <= CHARS_MAX && PLAIN.matcher(name).matches() && !link.isReserved(name);
  }

  /** What is in quotes already stays as it is. */
  static String quoted(String name, boolean always, Link link) throws SQLException {
    if (QUOTED.matcher(name).matches()) {
      return name;
    }
    if (name.isEmpty() || name.length() > CHARS_MAX || name.indexOf('\0') >= 0) {
      throw SqlState.INVALID_NAME.error(
          "a name has 1 to " + CHARS_MAX + " characters, none of them NUL");
    }
    return !always && isSimple(name, link) ? name : Texts.quoted(name);
  }
}
