package io.ewig.calcite.expression.period;

import io.ewig.calcite.expression.cast.Instants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * A predicate of periods that takes whatever names a moment: dates, times on a wall clock,
 * instants, texts and question marks, mixed as they come.
 *
 * <p>Calcite's own want the same type everywhere.
 */
public final class PeriodOperator extends SqlBinaryOperator {

  private static final int PRECEDENCE = 30;

  static final PeriodOperator OVERLAPS = new PeriodOperator(SqlKind.OVERLAPS);
  static final PeriodOperator CONTAINS = new PeriodOperator(SqlKind.CONTAINS);
  static final PeriodOperator EQUALS = new PeriodOperator(SqlKind.PERIOD_EQUALS);
  static final PeriodOperator PRECEDES = new PeriodOperator(SqlKind.PRECEDES);
  static final PeriodOperator SUCCEEDS = new PeriodOperator(SqlKind.SUCCEEDS);
  static final PeriodOperator IMMEDIATELY_PRECEDES =
      new PeriodOperator(SqlKind.IMMEDIATELY_PRECEDES);
  static final PeriodOperator IMMEDIATELY_SUCCEEDS =
      new PeriodOperator(SqlKind.IMMEDIATELY_SUCCEEDS);

  /** Calcite's with ours. */
  private static final Map<SqlOperator, PeriodOperator> OWN =
      Map.of(
          SqlStdOperatorTable.OVERLAPS, OVERLAPS,
          SqlStdOperatorTable.CONTAINS, CONTAINS,
          SqlStdOperatorTable.PERIOD_EQUALS, EQUALS,
          SqlStdOperatorTable.PRECEDES, PRECEDES,
          SqlStdOperatorTable.SUCCEEDS, SUCCEEDS,
          SqlStdOperatorTable.IMMEDIATELY_PRECEDES, IMMEDIATELY_PRECEDES,
          SqlStdOperatorTable.IMMEDIATELY_SUCCEEDS, IMMEDIATELY_SUCCEEDS);

  private PeriodOperator(SqlKind kind) {
    super(
        kind.sql,
        kind,
        PRECEDENCE,
        true,
        ReturnTypes.BOOLEAN_NULLABLE,
        PeriodOperator::infer,
        null);
  }

  public static List<SqlOperator> all() {
    return List.copyOf(OWN.values());
  }

  /** A call of ours instead of one of Calcite's; any other call as it is. */
  public static SqlCall own(SqlCall call) {
    PeriodOperator own = OWN.get(call.getOperator());
    return own == null ? call : own.createCall(call.getParserPosition(), call.getOperandList());
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(2);
  }

  @Override
  public String getAllowedSignatures(String name) {
    return "PERIOD (<moment>, <moment>) "
        + name
        + " PERIOD (<moment>, <moment or interval>)"
        + (kind == SqlKind.CONTAINS ? ", or <moment>" : "")
        + ", where moments are dates, timestamps or texts of these; or else times";
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    boolean isRight = isPeriod(right) || (kind == SqlKind.CONTAINS && !right.isStruct());
    boolean fits = isPeriod(left) && isRight && areComparable(left, right);
    if (!fits && throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return fits;
  }

  private static boolean isPeriod(RelDataType type) {
    return type.isStruct() && type.getFieldCount() == 2;
  }

  private static boolean areComparable(RelDataType left, RelDataType right) {
    List<RelDataType> moments = new ArrayList<>();
    for (RelDataType type : List.of(left, right)) {
      if (!type.isStruct()) {
        moments.add(type);
        continue;
      }
      moments.add(type.getFieldList().get(0).getType());
      RelDataType end = type.getFieldList().get(1).getType();
      if (!SqlTypeUtil.isInterval(end)) {
        moments.add(end);
      }
    }
    return moments.stream().allMatch(type -> isTime(type) || isNull(type))
        || moments.stream().allMatch(type -> isMoment(type) || isNull(type));
  }

  private static boolean isNull(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL;
  }

  private static boolean isTime(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIME;
  }

  private static boolean isMoment(RelDataType type) {
    return SqlTypeUtil.inCharFamily(type)
        || (SqlTypeUtil.isDatetime(type) && !isTime(type))
        || Instants.isInstant(type);
  }

  // ---- question marks

  /** A question mark is what the others are: instants if one of them is. */
  private static void infer(
      SqlCallBinding binding, RelDataType returned, RelDataType[] operandTypes) {
    RelDataTypeFactory types = binding.getTypeFactory();
    List<RelDataType> known = new ArrayList<>();
    for (SqlNode operand : binding.operands()) {
      leaves(operand).stream()
          .filter(leaf -> !(leaf instanceof SqlDynamicParam) && !SqlUtil.isNullLiteral(leaf, true))
          .map(leaf -> binding.getValidator().deriveType(binding.getScope(), leaf))
          .forEach(known::add);
    }
    SqlTypeName name = SqlTypeName.TIMESTAMP;
    if (known.stream().anyMatch(Instants::isInstant)) {
      name = SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    } else if (known.stream().anyMatch(PeriodOperator::isTime)) {
      name = SqlTypeName.TIME;
    }
    RelDataType moment =
        types.createTypeWithNullability(
            types.createSqlType(name, types.getTypeSystem().getMaxPrecision(name)), true);
    for (int i = 0; i < operandTypes.length; i++) {
      SqlNode operand = binding.operand(i);
      operandTypes[i] =
          operand.getKind() == SqlKind.ROW
              ? types.createStructType(List.of(moment, moment), List.of("start", "end"))
              : moment;
    }
  }

  private static List<SqlNode> leaves(SqlNode operand) {
    return operand.getKind() == SqlKind.ROW
        ? ((SqlCall) operand).getOperandList()
        : List.of(operand);
  }
}
