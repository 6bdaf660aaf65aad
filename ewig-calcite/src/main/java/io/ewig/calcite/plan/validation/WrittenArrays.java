package io.ewig.calcite.plan.validation;

import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind ANY or ALL and is no query; arrays that are written as texts.
 *
 * <ul>
 *   <li>{@code x = ANY ('{1,2}')}: a literal is an array of what stands on the left, as in
 *       PostgreSQL; not a list of one text.
 *   <li>A text that is padded with blanks is compared with elements that are not, without them.
 * </ul>
 */
final class WrittenArrays {

  private WrittenArrays() {}

  static void settle(SqlCall call, Function<SqlNode, RelDataType> types) {
    if (!(call.operand(1) instanceof SqlNodeList list) || list.size() != 1) {
      return;
    }
    SqlNode right = list.get(0);
    RelDataType type = types.apply(right);
    RelDataType left = types.apply(call.operand(0));
    if (right.getKind() == SqlKind.LITERAL && SqlTypeUtil.inCharFamily(type)) {
      SqlDataTypeSpec array = arrayOf(left, right.getParserPosition());
      list.set(0, cast(right, array));
    }
    boolean isOfTexts =
        isOf(SqlTypeName.VARCHAR, type.getComponentType())
            || right instanceof SqlDynamicParam
            || !list.get(0).equals(right);
    if (isOf(SqlTypeName.CHAR, left) && isOfTexts) {
      SqlParserPos at = call.operand(0).getParserPosition();
      call.setOperand(0, cast(call.operand(0), new SqlDataTypeSpec(text(at), at)));
    }
  }

  /** {@code t LIKE ANY ('{a%,b%}')}. */
  static void settlePatterns(SqlCall call, Function<SqlNode, RelDataType> types) {
    SqlNode patterns = call.operand(1);
    if (patterns.getKind() == SqlKind.LITERAL && SqlTypeUtil.inCharFamily(types.apply(patterns))) {
      call.setOperand(1, cast(patterns, arrayOf(text(patterns.getParserPosition()))));
    }
  }

  /** {@code a = '{1,2}'}. */
  static void settleComparison(SqlCall call, Function<SqlNode, RelDataType> types) {
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode text = call.operand(i);
      if (text.getKind() == SqlKind.LITERAL && SqlTypeUtil.inCharFamily(types.apply(text))) {
        RelDataType other = types.apply(call.operand(1 - i));
        RelDataType element = other.getComponentType();
        if (isOf(SqlTypeName.ARRAY, other) && element != null) {
          call.setOperand(i, cast(text, arrayOf(element, text.getParserPosition())));
        }
      }
    }
  }

  static SqlNode asTexts(SqlNode array) {
    return cast(array, arrayOf(text(array.getParserPosition())));
  }

  private static boolean isOf(SqlTypeName name, @Nullable RelDataType type) {
    return type != null && type.getSqlTypeName() == name;
  }

  private static SqlNode cast(SqlNode value, SqlDataTypeSpec type) {
    return SqlStdOperatorTable.CAST.createCall(value.getParserPosition(), value, type);
  }

  private static SqlTypeNameSpec text(SqlParserPos at) {
    return new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, at);
  }

  /** An array of such values, none of which is cut or rounded. */
  private static SqlDataTypeSpec arrayOf(RelDataType element, SqlParserPos at) {
    SqlTypeNameSpec name =
        element.getSqlTypeName() == SqlTypeName.NULL
            ? text(at)
            : SqlTypeUtil.convertTypeToSpec(element).getTypeNameSpec();
    SqlTypeNameSpec whole =
        name instanceof SqlBasicTypeNameSpec basic ? TypedSyntax.whole(basic) : null;
    return arrayOf(whole == null ? name : whole);
  }

  private static SqlDataTypeSpec arrayOf(SqlTypeNameSpec element) {
    SqlParserPos at = element.getParserPos();
    return new SqlDataTypeSpec(new SqlCollectionTypeNameSpec(element, SqlTypeName.ARRAY, at), at);
  }
}
