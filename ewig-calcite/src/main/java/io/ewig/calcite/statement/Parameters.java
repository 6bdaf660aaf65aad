package io.ewig.calcite.statement;

import io.ewig.calcite.type.ParameterValues;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** The values for question marks, as expressions take them. */
final class Parameters {

  private Parameters() {}

  /**
   * @param values as they came; null if only a shape is wanted: then all are null
   */
  static @Nullable Object[] converted(
      @Nullable Object @Nullable [] values, List<RelDataType> types) {
    @Nullable Object[] converted = new @Nullable Object[types.size()];
    if (values == null) {
      return converted;
    }
    if (values.length != converted.length) {
      throw new UserException(
          ErrorCode.MISSING_PARAMETER,
          "the statement has "
              + converted.length
              + " question marks, and "
              + values.length
              + " values came; set one for each");
    }
    for (int i = 0; i < converted.length; i++) {
      Object value = values[i];
      converted[i] = value == null ? null : ParameterValues.convert(value, types.get(i), i + 1);
    }
    return converted;
  }
}
