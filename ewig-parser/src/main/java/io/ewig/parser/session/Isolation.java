package io.ewig.parser.session;

import java.util.Locale;

/** The levels of isolation that SQL has words for. */
public enum Isolation {
  READ_UNCOMMITTED,
  READ_COMMITTED,
  REPEATABLE_READ,
  SNAPSHOT,
  SERIALIZABLE;

  String words() {
    return "ISOLATION LEVEL " + name().replace('_', ' ').toUpperCase(Locale.ROOT);
  }
}
