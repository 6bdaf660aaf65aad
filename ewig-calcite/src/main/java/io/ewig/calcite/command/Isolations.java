package io.ewig.calcite.command;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.session.Isolation;

/** Which isolation there is: each transaction sees a snapshot, and the first to commit wins. */
final class Isolations {

  private Isolations() {}

  /** A snapshot serves whoever asks for less; SERIALIZABLE would be more. */
  static void requireOffered(Isolation level) {
    if (level == Isolation.SERIALIZABLE) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "transactions see a snapshot and conflict when two change the same row, which is less than"
              + " SERIALIZABLE; ask for REPEATABLE READ");
    }
  }
}
