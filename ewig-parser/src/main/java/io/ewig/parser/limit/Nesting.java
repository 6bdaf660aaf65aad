package io.ewig.parser.limit;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** Counts what is open, and refuses to open too much. */
public final class Nesting {

  private int depth;

  public void enter(int line, int column) {
    depth++;
    if (depth > Limits.NESTING_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "line "
              + line
              + ", column "
              + column
              + ": more than "
              + Limits.NESTING_MAX
              + " parentheses, brackets or CASEs are open here; name parts of it in a WITH clause");
    }
  }

  /** What closes more than is open is an error of syntax, for the parser to see. */
  public void leave() {
    depth = Math.max(0, depth - 1);
  }
}
