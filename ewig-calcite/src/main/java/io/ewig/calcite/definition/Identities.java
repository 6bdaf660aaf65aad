package io.ewig.calcite.definition;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import io.ewig.parser.definition.Identity;
import io.ewig.parser.definition.SequenceOptions;
import io.ewig.parser.definition.TableChange;

/**
 * Columns that count by themselves.
 *
 * <p>They go on behind the greatest number that a row has or had, on whatever branch, and up to the
 * end of their type: bounds that say no more than that are accepted, others are not offered.
 */
final class Identities {

  private Identities() {}

  static Default of(Identity identity, Type type, String column) {
    SequenceOptions options = identity.options().orElse(null);
    if (options == null) {
      return new Default.Identity(identity.isAlways(), 1, 1);
    }
    if (options.isRestart()) {
      throw new UserException(ErrorCode.SYNTAX_ERROR, "RESTART is for ALTER TABLE; say START WITH");
    }
    long step = options.increment().orElse(1L);
    long least = step > 0 ? options.least().orElse(1L) : options.greatest().orElse(-1L);
    long start = options.start().orElse(least);
    requireNatural(options, start, step, type, column);
    return new Default.Identity(identity.isAlways(), start, step);
  }

  /** Refuses bounds that an identity would have to obey. */
  private static void requireNatural(
      SequenceOptions options, long start, long step, Type type, String column) {
    long nearest = (step > 0 ? options.least() : options.greatest()).orElse(start);
    boolean isBehind = step > 0 ? nearest <= start : nearest >= start;
    long farthest = (step > 0 ? options.greatest() : options.least()).orElse(end(type, step));
    boolean isOpen = step > 0 ? farthest >= end(type, step) : farthest <= end(type, step);
    if (!isBehind || !isOpen || options.isCycle().orElse(false) || options.type().isPresent()) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "the identity of column '"
              + column
              + "' counts to the end of its type, and never anew; for bounds and CYCLE create a"
              + " sequence, and say DEFAULT NEXT VALUE FOR it");
    }
  }

  /** The last number of a type. */
  private static long end(Type type, long step) {
    boolean isUp = step > 0;
    return switch (type.kind()) {
      case TINYINT -> isUp ? Byte.MAX_VALUE : Byte.MIN_VALUE;
      case SMALLINT -> isUp ? Short.MAX_VALUE : Short.MIN_VALUE;
      case INTEGER -> isUp ? Integer.MAX_VALUE : Integer.MIN_VALUE;
      default -> isUp ? Long.MAX_VALUE : Long.MIN_VALUE;
    };
  }

  /** ALTER COLUMN .. RESTART, SET GENERATED and SET options. */
  static Alteration altering(TableChange.AlterIdentity change, Table table, Definer definer) {
    Column column = table.column(change.column());
    if (!(column.byDefault() instanceof Default.Identity old)) {
      throw none(change.column(), table);
    }
    boolean isAlways = change.isAlways().orElse(old.always());
    SequenceOptions options = change.options().orElse(null);
    if (options == null) {
      return new Alteration.SetDefault(
          column.name(), new Default.Identity(isAlways, old.start(), old.step()));
    }
    long step = options.increment().orElse(old.step());
    long start = options.start().orElse(old.start());
    requireNatural(options, start, step, column.type(), column.name());
    if (options.isRestart()) {
      start = options.restart().orElse(start);
      requireUnused(start, step, table, column, definer);
    }
    return new Alteration.SetDefault(column.name(), new Default.Identity(isAlways, start, step));
  }

  /** A number that a row has, or had, is not given again. */
  private static void requireUnused(
      long start, long step, Table table, Column column, Definer definer) {
    long next = definer.transaction().upcoming(table, column);
    if (step > 0 ? start < next : start > next) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "column '"
              + column.name()
              + "' of "
              + table
              + " can't count from "
              + start
              + " again: history keeps the rows that have those numbers, and other branches go on"
              + " with them; restart it with "
              + next
              + " or a number behind that");
    }
  }

  static UserException none(String column, Table table) {
    return new UserException(
        ErrorCode.UNKNOWN_OBJECT, "column '" + column + "' of " + table + " has no identity");
  }
}
