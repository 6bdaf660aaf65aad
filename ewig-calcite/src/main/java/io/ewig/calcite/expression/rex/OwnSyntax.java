package io.ewig.calcite.expression.rex;

import io.ewig.calcite.expression.json.JsonFacts;
import io.ewig.calcite.expression.period.PeriodOperator;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUuidLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * What Calcite would not treat as we do, said otherwise; to be applied before validation.
 *
 * <ul>
 *   <li>Calcite's intervals have milliseconds, ours nanoseconds: they become casts of texts.
 *   <li>Calcite orders UUIDs as pairs of signed numbers, and would merge or drop conditions by that
 *       order; ours is that of their bytes. They become casts of texts, too.
 *   <li>Calcite's predicates of periods want moments of one type.
 *   <li>JSON is text to Calcite, and a type to us: what gives some says so.
 * </ul>
 */
public final class OwnSyntax {

  private static final int MILLISECOND_DIGITS = 3;

  private OwnSyntax() {}

  /** The same tree, or a copy that says it otherwise. */
  public static SqlNode of(SqlNode tree) {
    SqlNode result =
        tree.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                SqlNode inside = super.visit(call);
                return inside instanceof SqlCall own ? ours(own) : inside;
              }

              @Override
              public @Nullable SqlNode visit(SqlLiteral literal) {
                if (literal instanceof SqlIntervalLiteral interval) {
                  return exact(interval);
                }
                if (literal instanceof SqlUnknownLiteral unknown && isUuid(unknown)) {
                  return uuid(unknown.getValue(), literal.getParserPosition());
                }
                return literal instanceof SqlUuidLiteral uuid
                    ? uuid(uuid.getUuid().toString(), literal.getParserPosition())
                    : literal;
              }
            });
    return result == null ? tree : result;
  }

  private static SqlNode ours(SqlCall call) {
    if (call.getOperator().equals(SqlStdOperatorTable.JSON_VALUE_EXPRESSION)) {
      return JsonFacts.FORMAT_JSON.createCall(call.getParserPosition(), call.getOperandList());
    }
    return JsonAggregates.own(PeriodOperator.own(call));
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

  /** The parser leaves it to the validator what UUID '...' is. */
  private static boolean isUuid(SqlUnknownLiteral literal) {
    return literal.tag.equalsIgnoreCase(SqlTypeName.UUID.getName());
  }

  private static SqlNode uuid(String text, SqlParserPos place) {
    return SqlStdOperatorTable.CAST.createCall(
        place,
        SqlLiteral.createCharString(text, place),
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.UUID, place), place));
  }
}
