package io.ewig.calcite.expression.rex;

import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the nanoseconds of interval literals: Calcite's have milliseconds, so a literal with more
 * becomes a cast of its text. To be applied before validation.
 */
public final class IntervalLiterals {

  private static final int MILLISECOND_DIGITS = 3;

  private IntervalLiterals() {}

  /** The same tree, or a copy in which such literals are casts. */
  public static SqlNode exact(SqlNode tree) {
    SqlNode result =
        tree.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlLiteral literal) {
                return literal instanceof SqlIntervalLiteral interval ? exact(interval) : literal;
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
}
