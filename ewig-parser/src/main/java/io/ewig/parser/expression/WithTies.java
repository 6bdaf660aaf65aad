package io.ewig.parser.expression;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * What a query's number of rows is wrapped in by {@code FETCH FIRST n ROWS WITH TIES}: the number
 * itself, and whoever obeys it gives those rows too that are level with the last one.
 */
public final class WithTies extends SqlFunction {

  public static final WithTies OPERATOR = new WithTies();

  private WithTies() {
    super(
        "WITH TIES",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        OperandTypes.NUMERIC,
        SqlFunctionCategory.SYSTEM);
  }

  /** Whether a number of rows is meant with ties. */
  public static boolean is(SqlNode fetch) {
    return fetch instanceof SqlCall call && call.getOperator().equals(OPERATOR);
  }

  /** The number of rows. */
  public static SqlNode rows(SqlNode fetch) {
    return ((SqlCall) fetch).operand(0);
  }
}
