package io.ewig.parser.expression;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;

/** {@code f(x) WITH ORDINALITY} in FROM: the rows of a function, with their numbers from 1. */
public final class Counted extends SqlSpecialOperator {

  public static final Counted OPERATOR = new Counted();

  /** What the numbers are called. */
  public static final String COLUMN = "ordinality";

  private static final int PRECEDENCE = 200; // a FROM takes no parentheses around it

  private Counted() {
    super("WITH ORDINALITY", SqlKind.OTHER, PRECEDENCE, true, null, null, null);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
    call.operand(0).unparse(writer, left, right);
    writer.keyword("WITH ORDINALITY");
  }
}
