package io.ewig.parser.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What JDBC writes as <code>{fn name(..)}</code>: Calcite knows most of its names; the others stand
 * for functions of ours, as does any name that JDBC has not.
 */
public final class JdbcFunctions {

  private static final String UNIT = "SQL_TSI_";

  private static final Set<String> KNOWN = known();

  private JdbcFunctions() {}

  private static Set<String> known() {
    Set<String> names = new TreeSet<>();
    for (String list :
        List.of(
            SqlJdbcFunctionCall.getNumericFunctions(),
            SqlJdbcFunctionCall.getStringFunctions(),
            SqlJdbcFunctionCall.getTimeDateFunctions(),
            SqlJdbcFunctionCall.getSystemFunctions())) {
      names.addAll(List.of(list.split(",")));
    }
    return names;
  }

  public static SqlNode of(String written, List<SqlNode> operands, SqlParserPos pos) {
    String name = written.toUpperCase(Locale.ROOT);
    return switch (name) {
      case "NOW", "CURRENT_TIMESTAMP" -> clock("current_timestamp", operands, pos);
      case "CURTIME", "CURRENT_TIME" -> clock("localtime", operands, pos);
      case "CURDATE", "CURRENT_DATE" -> clock("current_date", operands, pos);
      case "TIMESTAMPADD" -> inUnits(SqlStdOperatorTable.TIMESTAMP_ADD, operands, pos);
      case "TIMESTAMPDIFF" -> inUnits(SqlStdOperatorTable.TIMESTAMP_DIFF, operands, pos);
      case "CHAR" -> own("chr", operands, pos);
      case "RAND" -> own("random", operands, pos);
      default ->
          KNOWN.contains(name)
              ? new SqlJdbcFunctionCall(name).createCall(pos, operands)
              : own(written, operands, pos);
    };
  }

  /** What is read off a clock has no parentheses in SQL. */
  private static SqlNode clock(String name, List<SqlNode> operands, SqlParserPos pos) {
    return operands.isEmpty() ? new SqlIdentifier(name, pos) : own(name, operands, pos);
  }

  private static SqlNode own(String name, List<SqlNode> operands, SqlParserPos pos) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier(name, pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(pos, operands);
  }

  private static SqlNode inUnits(SqlOperator operator, List<SqlNode> operands, SqlParserPos pos) {
    List<SqlNode> own = new ArrayList<>(operands);
    if (own.get(0) instanceof SqlIntervalQualifier unit && unit.timeFrameName != null) {
      own.set(0, unit(unit));
    }
    return operator.createCall(pos, own);
  }

  /** {@code SQL_TSI_DAY} is a day; what is no unit stays what it was, and is refused by that. */
  private static SqlIntervalQualifier unit(SqlIntervalQualifier written) {
    String name = String.valueOf(written.timeFrameName).toUpperCase(Locale.ROOT);
    if (!name.startsWith(UNIT)) {
      return written;
    }
    String own = name.substring(UNIT.length());
    for (TimeUnit unit : TimeUnit.values()) {
      if (unit.name().equals(own.equals("FRAC_SECOND") ? "NANOSECOND" : own)) {
        return new SqlIntervalQualifier(unit, null, written.getParserPosition());
      }
    }
    return written;
  }
}
