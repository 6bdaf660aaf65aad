package io.ewig.calcite.plan.optimizer;

import io.ewig.calcite.execution.Watch;
import io.ewig.calcite.expression.rex.JsonResults;
import io.ewig.calcite.type.CodePointOrder;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Stops with the next call that is made if the statement has to: a rule may make very many, and
 * asks nobody meanwhile. Texts are made in the order in which rows have them, and documents are
 * known as what they are.
 */
public final class WatchedBuilder extends RexBuilder {

  private final Watch watch;

  public WatchedBuilder(RelDataTypeFactory types, Watch watch) {
    super(types);
    this.watch = watch;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Calcite declares it
  protected RexLiteral makeLiteral(@Nullable Comparable value, RelDataType type, SqlTypeName name) {
    Charset characters = type.getCharset();
    Comparable ordered =
        value instanceof NlsString text && characters != null
            ? CodePointOrder.of(text, characters)
            : value;
    return super.makeLiteral(ordered, type, name);
  }

  @Override
  public RelDataType deriveReturnType(SqlOperator operator, List<? extends RexNode> operands) {
    return JsonResults.type(operator, super.deriveReturnType(operator, operands));
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
