package io.ewig.calcite.plan.reference;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Assignment;
import io.ewig.calcite.expression.cast.Padded;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Makes the operator of a table function that is called for each row of something else. */
public final class FunctionScanCompiler implements Compiles<TableFunctionScan> {

  @Override
  public Operator compile(TableFunctionScan scan, CompileContext context) {
    RexCall call = (RexCall) scan.getCall();
    ReferenceFunction function = (ReferenceFunction) call.getOperator();
    List<Expression> arguments = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      arguments.add(argument(function.parameter(arguments.size()), operand, context));
    }
    Relation relation =
        function.relation(call.getOperands().stream().map(RexNode::getType).toList());
    List<Integer> columns =
        IntStream.range(0, relation.columns().size())
            .filter(column -> !relation.columns().get(column).isHidden())
            .boxed()
            .toList();
    return relation
        .access(
            new Request(function.moment(), columns, List.of(), arguments, context.expressions()))
        .operator();
  }

  private static Expression argument(
      TableFunction.Parameter parameter, RexNode operand, CompileContext context) {
    Expression value = context.expressions().compile(operand);
    Type type = parameter.type();
    return type == null
        ? value
        : Assignment.assign(
            value,
            Padded.type(operand, context.types()),
            TypeMapping.calcite(type, true, context.types()),
            parameter.name());
  }
}
