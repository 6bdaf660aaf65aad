package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import org.jspecify.annotations.Nullable;

/** LISTAGG: texts after each other with something between them. */
final class TextList implements Accumulator {

  private static final String COMMA = ",";

  private final int argument;
  private final int separator;
  private final Reservation memory;
  private final StringBuilder text = new StringBuilder();
  private boolean isThere;

  /**
   * @param separator its column, or less than 0 for a comma
   */
  TextList(int argument, int separator, Reservation memory) {
    this.argument = argument;
    this.separator = separator;
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    Object value = row[argument];
    if (value == null) {
      return;
    }
    int before = text.length();
    if (isThere) {
      Object between = separator < 0 ? COMMA : row[separator];
      if (between != null) {
        text.append(between);
      }
    }
    isThere = true;
    text.append(value);
    requireFits(text.length(), "LISTAGG");
    memory.take(2L * (text.length() - before));
  }

  static void requireFits(int length, String what) {
    if (length > Type.LENGTH_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          what + " gives more than the " + Type.LENGTH_MAX + " characters that a text may have");
    }
  }

  @Override
  public @Nullable Object value() {
    return isThere ? text.toString() : null;
  }
}
