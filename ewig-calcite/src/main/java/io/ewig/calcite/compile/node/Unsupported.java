package io.ewig.calcite.compile.node;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** What no operator can do. */
public final class Unsupported {

  private Unsupported() {}

  public static UserException feature(String what) {
    return new UserException(ErrorCode.UNSUPPORTED, what + " is not supported");
  }
}
