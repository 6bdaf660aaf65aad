package io.ewig.calcite.plan.optimizer;

import io.ewig.calcite.execution.Watch;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Stops with the next call that is made if the statement has to: a rule may make very many, and
 * asks nobody meanwhile.
 */
public final class WatchedBuilder extends RexBuilder {

  private final Watch watch;

  public WatchedBuilder(RelDataTypeFactory types, Watch watch) {
    super(types);
    this.watch = watch;
  }

  @Override
  public RexNode makeCall(
      SqlParserPos pos, RelDataType type, SqlOperator operator, List<RexNode> operands) {
    watch.check();
    return super.makeCall(pos, type, operator, operands);
  }

  @Override
  public RexNode makeCall(
      SqlParserPos pos, SqlOperator operator, List<? extends RexNode> operands) {
    watch.check();
    return super.makeCall(pos, operator, operands);
  }
}
