package io.ewig.sync.ephemeral;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** What namespaces, keys and peers may be called. */
final class Names {

  /** Far more than a path or an id takes; each register carries three. */
  static final int CHARS_MAX = 256;

  private Names() {}

  static void require(String what, String name) {
    if (name.isEmpty() || name.length() > CHARS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "the name of a " + what + " has 1 to " + CHARS_MAX + " characters, not " + name.length());
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new UserException(
          ErrorCode.INVALID_NAME, "the name of a " + what + " has no control characters");
    }
  }
}
