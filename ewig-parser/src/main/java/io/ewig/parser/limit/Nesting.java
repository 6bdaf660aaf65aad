package io.ewig.parser.limit;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Place;

/** Counts what is open, and refuses to open too much. */
public final class Nesting {

  private final int depthMax;
  private final String what;
  private int depth;

  private Nesting(int depthMax, String what) {
    this.depthMax = depthMax;
    this.what = what;
  }

  public static Nesting ofBrackets() {
    return new Nesting(Limits.NESTING_MAX, "parentheses, brackets, CASEs or joins are open");
  }

  public static Nesting ofQueries() {
    return new Nesting(Limits.QUERIES_MAX, "queries are inside each other");
  }

  public void enter(int line, int column) {
    depth++;
    if (depth > depthMax) {
      throw new Place(line, column)
          .error(
              ErrorCode.LIMIT_EXCEEDED,
              "more than " + depthMax + " " + what + " here; name parts of it in a WITH clause");
    }
  }

  /** What closes more than is open is an error of syntax, for the parser to see. */
  public void leave() {
    depth = Math.max(0, depth - 1);
  }
}
