package io.ewig.calcite.plan.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * {@code VALUES (1, ?), ('2', 3)}: a text and a question mark take the type of what stands in the
 * same column of other rows.
 */
final class WrittenRows {

  private WrittenRows() {}

  static void settle(
      SqlCall values, RelDataTypeFactory types, Function<SqlNode, RelDataType> typeOf) {
    List<SqlCall> rows = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      if (row.getKind() != SqlKind.ROW
          || ((SqlCall) row).operandCount() != ((SqlCall) values.operand(0)).operandCount()) {
        return; // it is refused
      }
      rows.add((SqlCall) row);
    }
    for (int i = 0; rows.size() > 1 && i < rows.get(0).operandCount(); i++) {
      settle(rows, i, types, typeOf);
    }
  }

  private static void settle(
      List<SqlCall> rows,
      int column,
      RelDataTypeFactory types,
      Function<SqlNode, RelDataType> typeOf) {
    List<SqlCall> open = new ArrayList<>();
    List<SqlNode> others = new ArrayList<>();
    for (SqlCall row : rows) {
      SqlNode value = row.operand(column);
      if (value instanceof SqlCharStringLiteral || value instanceof SqlDynamicParam) {
        open.add(row);
      } else {
        others.add(value);
      }
    }
    if (open.isEmpty()) {
      return;
    }
    List<RelDataType> known = others.stream().map(typeOf).toList();
    RelDataType type = known.isEmpty() ? null : types.leastRestrictive(known);
    if (type != null && isWhole(type)) {
      open.forEach(row -> row.setOperand(column, cast(row.operand(column), type)));
    }
  }

  /** Whether the type takes any value of its kind, whatever its length and digits. */
  private static boolean isWhole(RelDataType type) {
    return SqlTypeUtil.isIntType(type)
        || SqlTypeUtil.isApproximateNumeric(type)
        || SqlTypeUtil.isBoolean(type)
        || type.getSqlTypeName() == SqlTypeName.DATE
        || type.getSqlTypeName() == SqlTypeName.UUID;
  }

  private static SqlNode cast(SqlNode value, RelDataType type) {
    SqlParserPos at = value.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(at, value, SqlTypeUtil.convertTypeToSpec(type));
  }
}
