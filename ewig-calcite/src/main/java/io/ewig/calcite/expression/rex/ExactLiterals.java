package io.ewig.calcite.expression.rex;

import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUuidLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Literals that Calcite would not treat as we do, made into casts of their texts; to be applied
 * before validation.
 *
 * <ul>
 *   <li>Calcite's intervals have milliseconds, ours nanoseconds.
 *   <li>Calcite orders UUIDs as pairs of signed numbers, and would merge or drop conditions by that
 *       order; ours is that of their bytes.
 * </ul>
 */
public final class ExactLiterals {

  private static final int MILLISECOND_DIGITS = 3;

  private ExactLiterals() {}

  /** The same tree, or a copy in which such literals are casts. */
  public static SqlNode exact(SqlNode tree) {
    SqlNode result =
        tree.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlLiteral literal) {
                if (literal instanceof SqlIntervalLiteral interval) {
                  return exact(interval);
                }
                return literal instanceof SqlUuidLiteral uuid ? exact(uuid) : literal;
              }
            });
    return result == null ? tree : result;
  }

  private static SqlNode exact(SqlIntervalLiteral literal) {
    var value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    String text = value.getIntervalLiteral();
    int point = text.indexOf('.');
    if (point < 0 || text.length() - point - 1 <= MILLISECOND_DIGITS) {
      return literal;
    }
    SqlParserPos place = literal.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(
        place,
        SqlLiteral.createCharString((value.getSign() < 0 ? "-" : "") + text, place),
        value.getIntervalQualifier());
  }

  private static SqlNode exact(SqlUuidLiteral literal) {
    SqlParserPos place = literal.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(
        place,
        SqlLiteral.createCharString(literal.getUuid().toString(), place),
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.UUID, place), place));
  }
}
