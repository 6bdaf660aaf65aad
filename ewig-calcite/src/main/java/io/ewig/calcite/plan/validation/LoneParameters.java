package io.ewig.calcite.plan.validation;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlSubstringFunction;
import org.apache.calcite.sql.type.CompositeOperandTypeChecker;
import org.apache.calcite.sql.type.FamilyOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlSingleOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Types for question marks among arguments where Calcite itself has no idea. */
final class LoneParameters {

  /** All arguments of these, and the result, have one type. */
  private static final Set<SqlKind> ONE_TYPE =
      EnumSet.of(
          SqlKind.COALESCE, SqlKind.GREATEST, SqlKind.GREATEST_PG, SqlKind.LEAST, SqlKind.LEAST_PG);

  private LoneParameters() {}

  /** What a question mark is, by what else the function is given, or by what it takes there. */
  static RelDataType typeAt(int place, SqlCallBinding call) {
    RelDataType other =
        ONE_TYPE.contains(call.getOperator().getKind())
            ? known(call).findFirst().orElse(null)
            : null;
    return other == null ? usual(familyAt(place, call), call.getTypeFactory()) : other;
  }

  private static Stream<RelDataType> known(SqlCallBinding call) {
    RelDataType unknown = call.getValidator().getUnknownType();
    return IntStream.range(0, call.getOperandCount())
        .mapToObj(call::getOperandType)
        .filter(type -> !type.equals(unknown) && type.getSqlTypeName() != SqlTypeName.NULL);
  }

  private static @Nullable SqlTypeFamily familyAt(int place, SqlCallBinding call) {
    if (call.getOperator() instanceof SqlSubstringFunction) { // it judges by itself
      return place == 0 ? SqlTypeFamily.CHARACTER : SqlTypeFamily.INTEGER;
    }
    return familyAt(place, call.getOperandCount(), call.getOperator().getOperandTypeChecker());
  }

  private static @Nullable SqlTypeFamily familyAt(
      int place, int count, @Nullable SqlOperandTypeChecker checker) {
    if (checker instanceof CompositeOperandTypeChecker sequence && isSequence(sequence, count)) {
      return familyAt(0, 1, sequence.getRules().get(place));
    }
    if (checker instanceof CompositeOperandTypeChecker several) {
      return several.getRules().stream()
          .map(rule -> familyAt(place, count, rule))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    return checker instanceof FamilyOperandTypeChecker families
            && families.getOperandCountRange().isValidCount(count)
        ? families.getOperandSqlTypeFamily(place)
        : null;
  }

  /** Whether there is a rule for each argument, rather than several for all. */
  private static boolean isSequence(CompositeOperandTypeChecker checker, int count) {
    return count > 1
        && checker.getRules().size() == count
        && checker.getRules().stream().allMatch(SqlSingleOperandTypeChecker.class::isInstance)
        && checker.getRules().stream()
            .noneMatch(rule -> rule.getOperandCountRange().isValidCount(count));
  }

  private static RelDataType usual(@Nullable SqlTypeFamily family, RelDataTypeFactory types) {
    SqlTypeName name = SqlTypeName.VARCHAR;
    if (family != null) {
      name =
          switch (family) {
            case NUMERIC, APPROXIMATE_NUMERIC -> SqlTypeName.DOUBLE;
            case EXACT_NUMERIC, INTEGER -> SqlTypeName.BIGINT;
            case BOOLEAN -> SqlTypeName.BOOLEAN;
            case BINARY -> SqlTypeName.VARBINARY;
            case DATE -> SqlTypeName.DATE;
            case TIME -> SqlTypeName.TIME;
            case TIMESTAMP, DATETIME -> SqlTypeName.TIMESTAMP;
            default -> SqlTypeName.VARCHAR;
          };
    }
    return types.createSqlType(name);
  }
}
