package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.Binding;
import io.ewig.jdbc.value.SessionZone;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a prepared statement's parameters, converted when they are set. */
final class Parameters {

  /** No value, not even null. */
  private static final Object MISSING = new Object();

  private List<ValueType> types;
  private final SessionZone session;
  private final @Nullable Object[] values;

  Parameters(List<ValueType> types, SessionZone session) {
    this.types = types;
    this.session = session;
    this.values = new @Nullable Object[types.size()];
    clear();
  }

  /** What they are by now; as many as before. */
  void setTypes(List<ValueType> now) {
    types = now;
  }

  void clear() {
    Arrays.fill(values, MISSING);
  }

  void set(int number, @Nullable Object value, @Nullable Calendar calendar) throws SQLException {
    int index = index(number);
    values[index] = value == null ? null : Binding.bind(value, types.get(index), calendar, session);
  }

  void set(int number, @Nullable Object value, int jdbcCode, int scale) throws SQLException {
    int index = index(number);
    values[index] =
        value == null ? null : Binding.bind(value, jdbcCode, scale, types.get(index), session);
  }

  private int index(int number) throws SQLException {
    if (number < 1 || number > values.length) {
      throw SqlState.WRONG_PARAMETER.error(
          values.length == 0
              ? "the statement has no parameters, so there is none to set at " + number
              : "the statement has no parameter "
                  + number
                  + "; its parameters are 1 to "
                  + values.length);
    }
    return number - 1;
  }

  /** A copy, which later calls of setters leave as it is. */
  @Nullable Object[] values() throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == MISSING) {
        throw SqlState.MISSING_PARAMETER.error(
            "parameter " + (i + 1) + " of " + values.length + " has no value; set it first");
      }
    }
    return values.clone();
  }
}
