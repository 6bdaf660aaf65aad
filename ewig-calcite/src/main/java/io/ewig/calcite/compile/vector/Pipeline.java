package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.Leaf;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.relation.Request;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * A leaf with what stands between it and some node: what the node sees, by columns of the leaf's
 * relation.
 *
 * @param request of the leaf, with all conditions
 * @param columns what each column of the node is
 */
record Pipeline(Leaf leaf, Request request, List<RexNode> columns) {

  /** Null if something else stands in between, or something that may not be moved. */
  static @Nullable Pipeline of(RelNode node, ExpressionCompiler expressions) {
    if (node instanceof Leaf leaf) {
      return of(leaf, expressions);
    } else if (node instanceof Project project && project.getVariablesSet().isEmpty()) {
      Pipeline below = of(project.getInput(), expressions);
      return below == null ? null : below.projected(project.getProjects());
    } else if (node instanceof Filter filter && filter.getVariablesSet().isEmpty()) {
      Pipeline below = of(filter.getInput(), expressions);
      return below == null ? null : below.filtered(filter.getCondition());
    }
    return null;
  }

  private static Pipeline of(Leaf leaf, ExpressionCompiler expressions) {
    Request request = leaf.request(expressions);
    List<RelDataTypeField> fields = leaf.getRowType().getFieldList();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < request.columns().size(); i++) {
      RelDataType type = fields.get(i).getType();
      columns.add(new RexInputRef(request.columns().get(i), type));
    }
    return new Pipeline(leaf, request, columns);
  }

  private @Nullable Pipeline projected(List<RexNode> expressions) {
    if (!expressions.stream().allMatch(RexUtil::isDeterministic)) {
      return null;
    }
    return new Pipeline(leaf, request, expressions.stream().map(this::onRelation).toList());
  }

  private @Nullable Pipeline filtered(RexNode condition) {
    if (!RexUtil.isDeterministic(condition)) {
      return null;
    }
    List<RexNode> conditions = new ArrayList<>(request.conditions());
    conditions.addAll(RelOptUtil.conjunctions(onRelation(condition)));
    Request more =
        new Request(
            request.moment(),
            request.columns(),
            conditions,
            request.arguments(),
            request.expressions());
    return new Pipeline(leaf, more, columns);
  }

  private RexNode onRelation(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return columns.get(ref.getIndex());
          }
        });
  }
}
