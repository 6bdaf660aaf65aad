package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** The sequences that a statement may draw numbers from. */
public interface Sequences {

  /** Where there is nobody to draw them for. */
  Sequences NONE =
      new Sequences() {
        @Override
        public boolean has(String schema, String name) {
          return false;
        }

        @Override
        public long next(String schema, String name) {
          throw unknown(schema, name);
        }

        @Override
        public long current(String schema, String name) {
          throw unknown(schema, name);
        }

        @Override
        public void set(String schema, String name, long number, boolean isGiven) {
          throw unknown(schema, name);
        }

        @Override
        public long last() {
          throw noneYet("any sequence");
        }
      };

  /** Whether there is one of that name. */
  boolean has(String schema, String name);

  /** The next number, which nobody else gets, whatever becomes of the statement. */
  long next(String schema, String name);

  /** The number that the session has drawn last from a sequence. */
  long current(String schema, String name);

  /**
   * Has a sequence go on with a number, for good.
   *
   * @param isGiven whether that one counts as drawn, by this session
   */
  void set(String schema, String name, long number, boolean isGiven);

  /** The number that the session has drawn last, from whichever. */
  long last();

  static UserException unknown(String schema, String name) {
    return new UserException(
        ErrorCode.UNKNOWN_OBJECT, "there is no sequence " + schema + "." + name);
  }

  static UserException noneYet(String sequence) {
    return new UserException(
        ErrorCode.NO_NUMBER_YET,
        "this session has drawn no number from " + sequence + " yet; say NEXT VALUE FOR it first");
  }
}
