package io.ewig.calcite.expression.session;

import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.expression.Functions;
import java.util.function.Function;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** CURRENT_USER, CURRENT_SCHEMA, CURRENT_BRANCH() and their like. */
public final class Identity {

  public static final SqlFunction CURRENT_BRANCH = asked("CURRENT_BRANCH");
  public static final SqlFunction CURRENT_DATABASE = asked("CURRENT_DATABASE");
  public static final SqlFunction DATABASE = asked("DATABASE");
  public static final SqlFunction CURRENT_SCHEMA = asked("CURRENT_SCHEMA");

  private Identity() {}

  private static SqlFunction asked(String name) {
    return SqlBasicFunction.create(
            name, ReturnTypes.VARCHAR, OperandTypes.NILADIC, SqlFunctionCategory.SYSTEM)
        .withDynamic(true);
  }

  public static void addTo(Functions functions) {
    add(functions, SqlStdOperatorTable.USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.CURRENT_USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.SESSION_USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.SYSTEM_USER, SessionFacts::user);
    add(functions, SqlStdOperatorTable.CURRENT_ROLE, SessionFacts::user);
    add(functions, SqlStdOperatorTable.CURRENT_PATH, SessionFacts::schema);
    add(functions, SqlStdOperatorTable.CURRENT_CATALOG, SessionFacts::catalog);
    add(functions, SqlStdOperatorTable.CURRENT_SCHEMA, SessionFacts::schema);
    add(functions, CURRENT_SCHEMA, SessionFacts::schema);
    add(functions, CURRENT_DATABASE, SessionFacts::catalog);
    add(functions, DATABASE, SessionFacts::catalog);
    add(functions, CURRENT_BRANCH, SessionFacts::branch);
  }

  private static void add(
      Functions functions, SqlOperator operator, Function<SessionFacts, String> fact) {
    functions.add(operator, call -> (row, execution) -> fact.apply(execution.facts()));
  }
}
