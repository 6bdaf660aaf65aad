package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.type.PlainValues;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The values for question marks, as expressions take them. */
final class Parameters {

  private static final Map<Class<?>, SqlTypeName> NATURAL =
      Map.ofEntries(
          Map.entry(Boolean.class, SqlTypeName.BOOLEAN),
          Map.entry(Byte.class, SqlTypeName.TINYINT),
          Map.entry(Short.class, SqlTypeName.SMALLINT),
          Map.entry(Integer.class, SqlTypeName.INTEGER),
          Map.entry(Long.class, SqlTypeName.BIGINT),
          Map.entry(Float.class, SqlTypeName.REAL),
          Map.entry(Double.class, SqlTypeName.DOUBLE),
          Map.entry(BigDecimal.class, SqlTypeName.DECIMAL),
          Map.entry(String.class, SqlTypeName.VARCHAR),
          Map.entry(Bytes.class, SqlTypeName.VARBINARY),
          Map.entry(LocalDate.class, SqlTypeName.DATE),
          Map.entry(LocalTime.class, SqlTypeName.TIME),
          Map.entry(LocalDateTime.class, SqlTypeName.TIMESTAMP),
          Map.entry(Instant.class, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
          Map.entry(UUID.class, SqlTypeName.UUID));

  private Parameters() {}

  /** Refuses a list of values that are not one for each question mark. */
  static void requireCount(@Nullable Object @Nullable [] values, int count) {
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
   * @param execution to convert in: gives the time zone
   */
  static @Nullable Object[] converted(
      @Nullable Object @Nullable [] values,
      List<? extends @Nullable RelDataType> types,
      RelDataTypeFactory factory,
      Execution execution) {
    @Nullable Object[] converted = new @Nullable Object[types.size()];
    if (values == null) {
      return converted;
    }
    for (int i = 0; i < converted.length; i++) {
      Object value = PlainValues.canonical(values[i]);
      RelDataType type = types.get(i);
      converted[i] =
          value == null || type == null ? value : convert(value, type, factory, execution);
    }
    return converted;
  }

  private static Object convert(
      Object value, RelDataType to, RelDataTypeFactory factory, Execution execution) {
    SqlTypeName natural = NATURAL.get(value.getClass());
    boolean isWanted = natural == null || natural == to.getSqlTypeName();
    if (isWanted && natural != SqlTypeName.DECIMAL) {
      return value;
    }
    RelDataType from =
        value instanceof BigDecimal decimal
            ? factory.createSqlType(
                SqlTypeName.DECIMAL,
                Math.max(decimal.precision(), Math.max(decimal.scale(), 1)),
                Math.max(decimal.scale(), 0))
            : factory.createSqlType(natural);
    return Casts.between(from, to).convert(value, execution);
  }
}
