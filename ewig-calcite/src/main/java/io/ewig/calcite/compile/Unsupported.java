package io.ewig.calcite.compile;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** What no operator can do. */
final class Unsupported {

  private Unsupported() {}

  static UserException feature(String what) {
    return new UserException(ErrorCode.UNSUPPORTED, what + " is not supported");
  }
}
