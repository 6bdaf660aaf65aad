package io.ewig.calcite.change;

import io.ewig.calcite.change.row.SqlValues;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.statement.Frame;
import io.ewig.calcite.statement.Plan;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.parser.change.Erase;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Which rows are to be erased.
 *
 * @param condition asked of all columns of the table
 */
public record ErasePlan(Frame frame, Table table, Condition condition) implements Plan {

  public static ErasePlan of(Erase erase, Understanding statement) {
    SqlIdentifier alias =
        erase.alias().map(name -> new SqlIdentifier(name, SqlParserPos.ZERO)).orElse(null);
    Target target = Target.of(erase.table(), alias, statement);
    SqlNode text = erase.condition();
    Understanding.Typed condition =
        statement
            .items(new SqlNodeList(List.of(text), SqlParserPos.ZERO), target.from())
            .plain()
            .get(0);
    if (condition.type().getSqlTypeName() != SqlTypeName.BOOLEAN) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "WHERE takes a condition, not a value of type " + condition.type());
    }
    return new ErasePlan(statement.frame(), target.table(), Condition.of(condition.expression()));
  }

  /** The condition as the engine asks it; each row counts as work. */
  Predicate<Row> condition(Execution execution) {
    return row -> {
      execution.tick();
      return condition.holds(SqlValues.of(table, row), execution);
    };
  }
}
