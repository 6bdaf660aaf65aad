package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/** JSON_ARRAYAGG and JSON_OBJECTAGG: the text of an array or an object. */
final class JsonList implements Accumulator {

  private final int key;
  private final int argument;
  private final boolean isNullAbsent;
  private final Reservation memory;
  private final StringBuilder text = new StringBuilder();
  private boolean isThere;

  /**
   * @param key the column of the keys of an object, or less than 0 for an array
   */
  JsonList(int key, int argument, boolean isNullAbsent, Reservation memory) {
    this.key = key;
    this.argument = argument;
    this.isNullAbsent = isNullAbsent;
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    Object value = row[argument];
    if (value == null && isNullAbsent) {
      return;
    }
    int before = text.length();
    if (isThere) {
      text.append(',');
    }
    isThere = true;
    if (key >= 0) {
      Object name = row[key];
      if (name == null) {
        throw new UserException(
            ErrorCode.NULL_NOT_ALLOWED, "a key of JSON_OBJECTAGG is null; filter such rows out");
      }
      JsonValue.quote(name.toString(), text);
      text.append(':');
    }
    JsonValue.write(value, text);
    TextList.requireFits(text.length(), key < 0 ? "JSON_ARRAYAGG" : "JSON_OBJECTAGG");
    memory.take(2L * (text.length() - before));
  }

  @Override
  public Object value() {
    return key < 0 ? "[" + text + "]" : "{" + text + "}";
  }
}
