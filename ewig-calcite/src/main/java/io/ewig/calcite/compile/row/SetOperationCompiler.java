package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.Casting;
import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.compile.node.Unsupported;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.UnionAll;
import io.ewig.calcite.operator.set.Distinct;
import io.ewig.calcite.operator.set.SetOperation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;

/** UNION, INTERSECT, EXCEPT. */
public final class SetOperationCompiler implements Compiles<SetOp> {

  @Override
  public Operator compile(SetOp node, CompileContext context) {
    List<Operator> inputs = new ArrayList<>();
    for (RelNode input : node.getInputs()) {
      inputs.add(Casting.toTypesOf(node, input, context));
    }
    int width = node.getRowType().getFieldCount();
    return switch (node.kind) {
      case UNION -> {
        Operator union = inputs.size() == 1 ? inputs.get(0) : new UnionAll(inputs);
        yield node.all ? union : new Distinct(union, width);
      }
      case INTERSECT ->
          new SetOperation(
              node.all ? SetOperation.Kind.INTERSECT_ALL : SetOperation.Kind.INTERSECT,
              inputs,
              width);
      case EXCEPT ->
          new SetOperation(
              node.all ? SetOperation.Kind.EXCEPT_ALL : SetOperation.Kind.EXCEPT, inputs, width);
      default -> throw Unsupported.feature("the set operation " + node.kind);
    };
  }
}
