package io.ewig.calcite.expression.collection;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Type;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/**
 * How long arrays are, by PostgreSQL's words for it: ARRAY_LENGTH(a, i), ARRAY_LOWER, ARRAY_UPPER,
 * ARRAY_NDIMS; and arrays of one length: ARRAY_FILL, TRIM_ARRAY.
 *
 * <p>An empty array has no dimension. The length of an inner dimension is that of its first array.
 */
public final class ArrayShapes {

  /** Of a dimension, or of the array itself: then 0 if it is empty. */
  static final SqlFunction ARRAY_LENGTH =
      Own.function(
          "ARRAY_LENGTH",
          ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.ARRAY),
              OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.EXACT_NUMERIC)));

  static final SqlFunction ARRAY_LOWER = ofDimension("ARRAY_LOWER");
  static final SqlFunction ARRAY_UPPER = ofDimension("ARRAY_UPPER");

  static final SqlFunction ARRAY_NDIMS =
      Own.function(
          "ARRAY_NDIMS",
          ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.family(SqlTypeFamily.ARRAY));

  /** An array of so many times one value; its length is the only element of an array. */
  static final SqlFunction ARRAY_FILL =
      Own.function(
          "ARRAY_FILL",
          ReturnTypes.ARG0
              .andThen(SqlTypeTransforms.FORCE_NULLABLE)
              .andThen(SqlTypeTransforms.TO_ARRAY)
              .andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ARRAY));

  /** Without so many elements at the end. */
  static final SqlFunction TRIM_ARRAY =
      Own.function(
          "TRIM_ARRAY",
          ReturnTypes.ARG0_NULLABLE,
          OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.EXACT_NUMERIC));

  private ArrayShapes() {}

  private static SqlFunction ofDimension(String name) {
    SqlReturnTypeInference result = ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE);
    return Own.function(
        name, result, OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.EXACT_NUMERIC));
  }

  public static void addTo(Functions functions) {
    functions.add(ARRAY_LENGTH, ArrayShapes::length);
    functions.binary(ARRAY_UPPER, (List<?> list, Number dimension) -> length(list, dimension));
    functions.binary(
        ARRAY_LOWER,
        (List<?> list, Number dimension) -> length(list, dimension) == null ? null : 1);
    functions.unary(ARRAY_NDIMS, (List<?> list) -> dimensions(list));
    functions.add(ARRAY_FILL, ArrayShapes::filled);
    functions.binary(TRIM_ARRAY, (List<?> list, Number count) -> trimmed(list, count));
  }

  private static Expression length(Call call) {
    return call.size() == 1
        ? Functions.strict(call.argument(0), (List<?> list) -> list.size())
        : Functions.strict(
            call.argument(0),
            call.argument(1),
            (List<?> list, Number dimension) -> length(list, dimension));
  }

  private static @Nullable Integer length(List<?> list, Number dimension) {
    List<?> at = list;
    for (long left = dimension.longValue(); left > 1; left--) {
      if (at.isEmpty() || !(at.get(0) instanceof List<?> inner)) {
        return null;
      }
      at = inner;
    }
    return dimension.longValue() <= 0 || at.isEmpty() ? null : at.size();
  }

  private static @Nullable Integer dimensions(List<?> list) {
    int dimensions = 0;
    while (length(list, dimensions + 1) != null) {
      dimensions++;
    }
    return dimensions == 0 ? null : dimensions;
  }

  private static Expression filled(Call call) {
    Expression element =
        Casts.cast(call.argument(0), call.typeOf(0), TypeMapping.component(call.type()));
    Expression lengths = call.argument(1);
    return (row, execution) -> {
      Object known = lengths.value(row, execution);
      if (known == null) {
        return null;
      }
      List<?> each = (List<?>) known;
      boolean isLength = each.size() == 1 && each.get(0) instanceof Number;
      long length = isLength ? ((Number) each.get(0)).longValue() : -1;
      if (length < 0 || length > Type.ARRAY_ELEMENTS_MAX) {
        throw Fault.invalid(
            "ARRAY_FILL takes the length in an array of one element, from 0 to "
                + Type.ARRAY_ELEMENTS_MAX
                + ", not "
                + each);
      }
      return Collections.nCopies((int) length, element.value(row, execution));
    };
  }

  private static List<?> trimmed(List<?> list, Number count) {
    long left = list.size() - count.longValue();
    if (count.longValue() < 0 || left < 0) {
      throw Fault.invalid(
          "TRIM_ARRAY takes away 0 to " + list.size() + " elements of this array, not " + count);
    }
    return list.subList(0, (int) left);
  }
}
