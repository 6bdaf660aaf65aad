package io.ewig.calcite.plan.validation;

import io.ewig.calcite.expression.time.DateSums;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Types for the operands of operators that are given question marks, where Calcite says nothing or
 * what can't be.
 *
 * <p>A question mark in a sum is what makes sense beside the other side: what is wanted of the sum,
 * or a number, if there are only question marks; a moment beside an interval, an interval after a
 * moment.
 */
final class LoneOperands {

  private static final Set<SqlKind> SUMS =
      EnumSet.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.DIVIDE, SqlKind.MOD);
  private static final Set<SqlKind> SIGNS = EnumSet.of(SqlKind.MINUS_PREFIX, SqlKind.PLUS_PREFIX);
  private static final Set<SqlKind> LISTS =
      EnumSet.of(SqlKind.IN, SqlKind.NOT_IN, SqlKind.SOME, SqlKind.ALL);

  /** {@code LAG(x, distance, otherwise)}. */
  private static final int NEIGHBOUR_OPERANDS_MAX = 3;

  private final SqlCallBinding call;
  private final RelDataType wanted;
  private final RelDataType unknown;
  private final RelDataTypeFactory types;

  private LoneOperands(SqlCallBinding call, RelDataType wanted) {
    this.call = call;
    this.wanted = wanted;
    this.unknown = call.getValidator().getUnknownType();
    this.types = call.getTypeFactory();
  }

  /**
   * What the operands of a call are; null if this knows no better than Calcite.
   *
   * @param wanted what the call should be, or the unknown type
   */
  static @Nullable List<RelDataType> of(SqlCallBinding call, RelDataType wanted) {
    if (isOneOfArray(call)) {
      return new LoneOperands(call, wanted).ofArray();
    }
    return call.operands().stream().anyMatch(LoneOperands::isLone)
        ? new LoneOperands(call, wanted).types()
        : null;
  }

  /** Whether a value consists of nothing but question marks. */
  private static boolean isLone(SqlNode node) {
    return node instanceof SqlDynamicParam
        || (node instanceof SqlCall call
            && (SUMS.contains(call.getKind()) || SIGNS.contains(call.getKind()))
            && call.getOperandList().stream().allMatch(LoneOperands::isLone));
  }

  /** Whether an operand has to be known before its call is asked: Calcite asks for its type. */
  static boolean isFirst(SqlCall call, int place) {
    return call.operand(place) instanceof SqlCall operand
        && (hasLoneSum(operand) || (call.getKind() == SqlKind.CAST && place == 0));
  }

  /** {@code ((?, ?), (1, ?))} behind IN; Calcite would take the list for a row. */
  static boolean isListOfRows(SqlNode node) {
    return node instanceof SqlNodeList list
        && !list.isEmpty()
        && list.stream().allMatch(each -> each.getKind() == SqlKind.ROW);
  }

  private static boolean hasLoneSum(SqlCall call) {
    return isLone(call)
        || (!call.isA(SqlKind.QUERY)
            && call.getOperandList().stream()
                .anyMatch(operand -> operand instanceof SqlCall inside && hasLoneSum(inside)));
  }

  private @Nullable List<RelDataType> types() {
    SqlKind kind = call.getOperator().getKind();
    boolean isSum = SUMS.contains(kind) || DateSums.all().contains(call.getOperator());
    if (isSum && isKnown()) {
      return call.operands().stream().map(this::known).toList();
    } else if (SIGNS.contains(kind)) {
      return List.of(number());
    } else if (SUMS.contains(kind) && call.getOperandCount() == 2) {
      return sum(kind);
    } else if (LISTS.contains(kind) && call.operand(1) instanceof SqlNodeList list) {
      return Collections.nCopies(2, ofList(list));
    } else if (LISTS.contains(kind) && call.operand(1).isA(SqlKind.QUERY)) {
      return ofQuery();
    } else if (kind == SqlKind.EXTRACT) {
      return List.of(unknown, types.createSqlType(SqlTypeName.TIMESTAMP));
    } else if (kind == SqlKind.LAG || kind == SqlKind.LEAD) {
      return neighbour();
    }
    return switch (call.getOperator().getName()) {
      case "DATE_TRUNC", "DATE_PART" ->
          call.getOperandCount() != 2
              ? null
              : isLone(call.operand(1)) ? ofUnit(SqlTypeName.TIMESTAMP) : ofUnit(null);
      case "ROUND", "TRUNCATE" ->
          call.getOperandCount() == 2
              ? List.of(
                  isLone(call.operand(0)) ? types.createSqlType(SqlTypeName.DOUBLE) : unknown,
                  types.createSqlType(SqlTypeName.INTEGER))
              : null;
      default -> null;
    };
  }

  /** What was said of a question mark before; Calcite asks again when it knows more. */
  private RelDataType known(SqlNode node) {
    RelDataType type = call.getValidator().getValidatedNodeTypeIfKnown(node);
    return type == null || !isLone(node) ? unknown : type;
  }

  private boolean isKnown() {
    return call.operands().stream()
        .allMatch(operand -> !isLone(operand) || !known(operand).equals(unknown));
  }

  private List<RelDataType> ofUnit(@Nullable SqlTypeName moment) {
    return List.of(
        types.createSqlType(SqlTypeName.VARCHAR),
        moment == null ? unknown : types.createSqlType(moment));
  }

  /** A number that is exact, since nobody knows better. */
  private RelDataType number() {
    RelDataType said = known(call.operand(0));
    if (SqlTypeUtil.isNumeric(said)) {
      return said;
    }
    return SqlTypeUtil.isNumeric(wanted)
        ? wanted
        : types.createSqlType(
            SqlTypeName.DECIMAL, Type.DECIMAL_DIGITS_DEFAULT, Type.DECIMAL_SCALE_DEFAULT);
  }

  private @Nullable List<RelDataType> sum(SqlKind kind) {
    boolean isLeftLone = isLone(call.operand(0));
    if (isLeftLone && isLone(call.operand(1))) {
      return Collections.nCopies(2, number());
    }
    RelDataType other = call.getOperandType(isLeftLone ? 1 : 0);
    SqlTypeName name = other.getSqlTypeName();
    RelDataType lone = null;
    if (SqlTypeName.INTERVAL_TYPES.contains(name) && isLeftLone && kind != SqlKind.TIMES) {
      lone = types.createSqlType(SqlTypeName.TIMESTAMP);
    } else if (SqlTypeName.INTERVAL_TYPES.contains(name) && kind != SqlKind.PLUS) {
      lone = kind == SqlKind.MINUS ? other : number();
    } else if (kind == SqlKind.PLUS && name == SqlTypeName.DATE) {
      lone = types.createSqlType(SqlTypeName.INTEGER);
    } else if (kind == SqlKind.PLUS && SqlTypeUtil.isDatetime(other)) {
      lone =
          types.createSqlIntervalType(
              new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
    }
    if (lone == null) {
      return null;
    }
    return isLeftLone ? List.of(lone, unknown) : List.of(unknown, lone);
  }

  /** {@code x = ANY (?)}. */
  private static boolean isOneOfArray(SqlCallBinding call) {
    SqlKind kind = call.getOperator().getKind();
    return (kind == SqlKind.SOME || kind == SqlKind.ALL)
        && call.operand(1) instanceof SqlNodeList list
        && list.size() == 1
        && list.get(0) instanceof SqlDynamicParam;
  }

  /** An array of what stands on the left, none of whose values is cut. */
  private List<RelDataType> ofArray() {
    boolean isText = isLone(call.operand(0)) || SqlTypeUtil.inCharFamily(call.getOperandType(0));
    RelDataType element =
        isText ? types.createSqlType(SqlTypeName.VARCHAR) : call.getOperandType(0);
    RelDataType array = types.createArrayType(types.createTypeWithNullability(element, true), -1);
    return List.of(
        isLone(call.operand(0)) ? element : unknown, types.createTypeWithNullability(array, true));
  }

  /** What the values of a list are, or the elements of an array. */
  private RelDataType ofList(SqlNodeList list) {
    List<SqlNode> all = new ArrayList<>(list);
    all.add(0, call.operand(0));
    for (SqlNode each : all) {
      if (!isLone(each)) {
        RelDataType type = call.getValidator().deriveType(call.getScope(), each);
        boolean isArray = each != all.get(0) && type.getSqlTypeName() == SqlTypeName.ARRAY;
        return isArray ? Objects.requireNonNull(type.getComponentType()) : type;
      }
    }
    return types.createSqlType(SqlTypeName.VARCHAR);
  }

  private @Nullable List<RelDataType> ofQuery() {
    RelDataType row = call.getOperandType(1);
    return row.isStruct() && row.getFieldCount() == 1
        ? List.of(row.getFieldList().get(0).getType(), unknown)
        : null;
  }

  private @Nullable List<RelDataType> neighbour() {
    if (call.getOperandCount() > NEIGHBOUR_OPERANDS_MAX) {
      return null;
    }
    List<RelDataType> neighbour = new ArrayList<>();
    boolean isKnown = !isLone(call.operand(0));
    RelDataType value = isKnown ? call.getOperandType(0) : types.createSqlType(SqlTypeName.VARCHAR);
    neighbour.add(isKnown ? unknown : value);
    neighbour.add(types.createSqlType(SqlTypeName.INTEGER));
    neighbour.add(value);
    return neighbour.subList(0, call.getOperandCount());
  }
}
