package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** What a writer takes the last event of a world, or of a row, to be. */
public sealed interface Expected {

  /** Whatever it is. */
  Expected ANY = new Any();

  /** There must be none. */
  Expected NONE = new None();

  static Expected seq(long seq) {
    return new Exact(seq);
  }

  /**
   * @param newest the seq of the last event on the branch, or -1
   */
  boolean allows(long newest);

  record Any() implements Expected {
    @Override
    public boolean allows(long newest) {
      return true;
    }

    @Override
    public String toString() {
      return "any";
    }
  }

  record None() implements Expected {
    @Override
    public boolean allows(long newest) {
      return newest < 0;
    }

    @Override
    public String toString() {
      return "none";
    }
  }

  record Exact(long seq) implements Expected {
    public Exact {
      if (seq < 0) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "an event is expected by its seq, 0 or more, not "
                + seq
                + "; expect none if that is meant");
      }
    }

    @Override
    public boolean allows(long newest) {
      return newest == seq;
    }

    @Override
    public String toString() {
      return Long.toString(seq);
    }
  }
}
