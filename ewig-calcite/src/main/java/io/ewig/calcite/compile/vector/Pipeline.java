package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Leaf;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.vector.VectorSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * A leaf or a join with what stands between it and some node: what the node sees, by columns of the
 * leaf's relation or of both sides of the join.
 *
 * @param conditions that rows have to pass
 * @param columns what each column of the node is
 */
record Pipeline(Ground ground, List<RexNode> conditions, List<RexNode> columns) {

  /** Null if something else stands in between, or something that may not be moved. */
  static @Nullable Pipeline of(RelNode node, CompileContext context) {
    if (node instanceof Leaf leaf) {
      return of(leaf, context);
    } else if (node instanceof Join join) {
      return JoinGround.pipeline(join, context);
    } else if (node instanceof Project project && project.getVariablesSet().isEmpty()) {
      Pipeline below = of(project.getInput(), context);
      return below == null ? null : below.projected(project.getProjects());
    } else if (node instanceof Filter filter && filter.getVariablesSet().isEmpty()) {
      Pipeline below = of(filter.getInput(), context);
      return below == null ? null : below.filtered(filter.getCondition());
    }
    return null;
  }

  private static Pipeline of(Leaf leaf, CompileContext context) {
    Request request = leaf.request(context.expressions());
    List<RelDataTypeField> fields = leaf.getRowType().getFieldList();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < request.columns().size(); i++) {
      columns.add(new RexInputRef(request.columns().get(i), fields.get(i).getType()));
    }
    return new Pipeline(new LeafGround(leaf, request), request.conditions(), columns);
  }

  /** A node whose rows are made one by one. */
  static Pipeline ofRows(RelNode node, CompileContext context) {
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : node.getRowType().getFieldList()) {
      columns.add(new RexInputRef(field.getIndex(), field.getType()));
    }
    return new Pipeline(RowsGround.of(node, context), List.of(), columns);
  }

  private @Nullable Pipeline projected(List<RexNode> expressions) {
    return expressions.stream().allMatch(RexUtil::isDeterministic)
        ? new Pipeline(ground, conditions, expressions.stream().map(this::onGround).toList())
        : null;
  }

  private @Nullable Pipeline filtered(RexNode condition) {
    if (!RexUtil.isDeterministic(condition)) {
      return null;
    }
    List<RexNode> more = new ArrayList<>(conditions);
    more.addAll(RelOptUtil.conjunctions(onGround(condition)));
    return new Pipeline(ground, more, columns);
  }

  /** An expression over the node's columns by those of the ground. */
  RexNode onGround(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return columns.get(ref.getIndex());
          }
        });
  }

  /** Whether each of the node's columns is one of the ground, as it is there. */
  boolean isPlain() {
    return columns.stream().allMatch(RexInputRef.class::isInstance);
  }

  boolean isByVectors() {
    return ground.isByVectors(conditions);
  }

  /**
   * What is read; null if it can't be by vectors.
   *
   * @param wanted expressions over the ground that are asked for, besides the conditions
   */
  @Nullable VectorSource source(List<RexNode> wanted) {
    List<RexNode> all = new ArrayList<>(wanted);
    all.addAll(conditions);
    return ground.source(conditions, Needs.of(all));
  }
}
