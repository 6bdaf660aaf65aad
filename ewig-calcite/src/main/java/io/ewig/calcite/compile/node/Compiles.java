package io.ewig.calcite.compile.node;

import io.ewig.calcite.execution.Operator;
import org.apache.calcite.rel.RelNode;

/** Makes an operator of one kind of node. Any thread. */
@FunctionalInterface
public interface Compiles<R extends RelNode> {

  Operator compile(R node, CompileContext context);
}
