package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;

/** What results do not do. */
final class Refusals {

  private Refusals() {}

  static SQLException update() {
    return SqlState.UNSUPPORTED.error("results are read-only; use UPDATE, INSERT or DELETE");
  }

  static SQLException jump(String what) {
    return SqlState.UNSUPPORTED.error(
        what + " is not supported: results are read forward only, with next()");
  }

  static SQLException type(String what) {
    return SqlState.UNSUPPORTED.error("there are no values of type " + what);
  }
}
