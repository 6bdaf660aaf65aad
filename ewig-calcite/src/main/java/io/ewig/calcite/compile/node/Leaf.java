package io.ewig.calcite.compile.node;

import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.Request;
import org.apache.calcite.rel.RelNode;

/** A node of a plan that reads a relation. */
public interface Leaf extends RelNode {

  Relation relation();

  /** What is wanted of the relation: columns and conditions are those of the relation. */
  Request request(ExpressionCompiler expressions);
}
