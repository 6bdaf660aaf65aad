package io.ewig.calcite.command;

import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.rel.type.RelDataType;

/** A statement without rows, question marks or a plan. */
record Command(Consumer<Run> action) implements Statement {

  @Override
  public List<ResultColumn> columns(Run run) {
    return List.of();
  }

  @Override
  public List<RelDataType> parameters(Run run) {
    return List.of();
  }

  @Override
  public boolean isQuery() {
    return false;
  }

  @Override
  public Answer run(Run run) {
    action.accept(run);
    return Answer.NOTHING;
  }
}
