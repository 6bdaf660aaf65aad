package io.ewig.calcite.statement;

import io.ewig.calcite.expression.cast.ParameterValues;
import io.ewig.calcite.type.PlainValues;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** The values for question marks, as expressions take them. */
final class Parameters {

  private Parameters() {}

  /** Refuses a list of values that are not one for each question mark. */
  private static void requireCount(@Nullable Object @Nullable [] values, int count) {
    if (values != null && values.length != count) {
      throw new UserException(
          ErrorCode.MISSING_PARAMETER,
          "the statement has "
              + count
              + " question marks, and "
              + values.length
              + " values came; set one for each");
    }
  }

  /**
   * @param values as they came; null if only a shape is wanted: then all are null
   * @param types null where nothing is known: the value stays as it is
   */
  static @Nullable Object[] converted(
      @Nullable Object @Nullable [] values,
      List<? extends @Nullable RelDataType> types,
      ZoneId zone,
      Instant now) {
    requireCount(values, types.size());
    @Nullable Object[] converted = new @Nullable Object[types.size()];
    for (int i = 0; values != null && i < converted.length; i++) {
      RelDataType type = types.get(i);
      converted[i] =
          type == null
              ? PlainValues.canonical(values[i])
              : ParameterValues.canonical(values[i], type, zone, now);
    }
    return converted;
  }
}
