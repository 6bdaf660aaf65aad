package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;

/** What a column holds when an insert does not say. */
public sealed interface Default {

  static Default none() {
    return new None();
  }

  /** The same default for a column of that type, or a refusal. */
  Default forType(Type type, String column);

  /** The same default after a column has got a wider type. */
  default Default widened(Type from, Type to) {
    return this;
  }

  /** Null, or a refusal where the column takes no null. */
  record None() implements Default {
    @Override
    public Default forType(Type type, String column) {
      return this;
    }
  }

  record Constant(Object value) implements Default {
    @Override
    public Default forType(Type type, String column) {
      return new Constant(type.accept(value, column));
    }

    @Override
    public Default widened(Type from, Type to) {
      return new Constant(from.widen(value, to));
    }
  }

  /** The system time of the transaction. */
  record CurrentTimestamp() implements Default {
    @Override
    public Default forType(Type type, String column) {
      return switch (type.kind()) {
        case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> this;
        default -> throw unfit("the current time", type, column, "a date, time or timestamp");
      };
    }
  }

  record RandomUuid() implements Default {
    @Override
    public Default forType(Type type, String column) {
      if (type.kind() != Kind.UUID) {
        throw unfit("a random uuid", type, column, "a uuid");
      }
      return this;
    }
  }

  /** The next number of a sequence that has a name, and that other columns may count with too. */
  record OfSequence(String schema, String name) implements Default {
    @Override
    public Default forType(Type type, String column) {
      if (!type.kind().isInteger()) {
        throw unfit("the numbers of a sequence", type, column, "an integer");
      }
      return this;
    }
  }

  /**
   * The next number of a sequence of the column's own.
   *
   * @param always whether a user's own number is refused
   */
  record Identity(boolean always, long start, long step) implements Default {
    public Identity {
      if (step == 0) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT, "an identity steps by 1, -1 or more, never by 0");
      }
    }

    /** The number itself, unless counting starts behind it. */
    public long notBefore(long number) {
      return isBeyond(start, number) ? start : number;
    }

    /** Whether a number lies behind another one in the direction of counting. */
    public boolean isBeyond(long number, long other) {
      return step > 0 ? number > other : number < other;
    }

    @Override
    public Default forType(Type type, String column) {
      if (!type.kind().isInteger()) {
        throw unfit("an identity", type, column, "an integer");
      }
      type.accept(start, column);
      return this;
    }
  }

  /**
   * Not what it holds if nothing is said, but what it always holds: computed from other columns of
   * the row.
   *
   * @param text in the language of checks; see {@code check.language.GeneratedColumns}
   */
  record Generated(String text) implements Default {
    public Generated {
      Names.requireBytes(text, Check.TEXT_BYTES_MAX, "an expression");
      if (text.isBlank()) {
        throw new UserException(
            ErrorCode.SYNTAX_ERROR, "an expression is empty; write one, as price * pieces");
      }
    }

    @Override
    public Default forType(Type type, String column) {
      return this;
    }
  }

  private static UserException unfit(String what, Type type, String column, String wanted) {
    return new UserException(
        ErrorCode.TYPE_MISMATCH,
        "column '"
            + column
            + "' of type "
            + type
            + " can't have "
            + what
            + " as its default; declare it as "
            + wanted);
  }
}
