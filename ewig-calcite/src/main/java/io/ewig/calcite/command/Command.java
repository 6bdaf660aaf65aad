package io.ewig.calcite.command;

import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A statement without rows or a plan.
 *
 * @param action gives how many things it was done to
 */
record Command(int parameterCount, RelDataTypeFactory types, ToLongFunction<Run> action)
    implements Statement {

  @Override
  public List<ResultColumn> columns(Run run) {
    return List.of();
  }

  /** Names and times, which are texts. */
  @Override
  public List<RelDataType> parameters(Run run) {
    return Collections.nCopies(parameterCount, types.createSqlType(SqlTypeName.VARCHAR));
  }

  @Override
  public boolean isQuery() {
    return false;
  }

  @Override
  public Answer run(Run run) {
    return new Answer.Count(action.applyAsLong(run), null);
  }
}
