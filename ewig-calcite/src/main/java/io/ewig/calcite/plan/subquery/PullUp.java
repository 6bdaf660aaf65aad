package io.ewig.calcite.plan.subquery;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the conditions that know an outer row out of a plan.
 *
 * <p>Each method gives null where that would not come to the same.
 */
final class PullUp {

  private final CorrelationId outer;
  private final RexBuilder builder;

  PullUp(CorrelationId outer, RelOptCluster cluster) {
    this.outer = outer;
    this.builder = cluster.getRexBuilder();
  }

  @Nullable Pulled from(RelNode plan) {
    if (!RelOptUtil.getVariablesUsed(plan).contains(outer)) {
      return Pulled.unchanged(plan);
    } else if (plan instanceof Filter filter) {
      return filter(filter);
    } else if (plan instanceof Project project) {
      return project(project);
    } else if (plan instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (plan instanceof Join join) {
      return join(join);
    }
    boolean isOrder = plan instanceof Sort sort && sort.fetch == null && sort.offset == null;
    return isOrder ? from(plan.getInput(0)) : null;
  }

  /** Conditions as those of a join of the outer rows with the pulled ones. */
  RexNode joined(List<RexNode> conditions, RelNode left) {
    int leftWidth = left.getRowType().getFieldCount();
    List<RexNode> joined = new ArrayList<>();
    for (RexNode condition : conditions) {
      joined.add(
          Relocation.ofOuter(
              RexUtil.shift(condition, leftWidth), outer, i -> builder.makeInputRef(left, i)));
    }
    return RexUtil.composeConjunction(builder, joined);
  }

  private boolean knowsOuter(RexNode expression) {
    return RexUtil.containsCorrelation(expression, Set.of(outer));
  }

  private @Nullable Pulled filter(Filter filter) {
    Pulled input = from(filter.getInput());
    if (input == null || input.empty() != null) {
      return null;
    }
    List<RexNode> own = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>(input.conditions());
    for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
      (knowsOuter(part) ? conditions : own).add(part);
    }
    RelNode rows =
        own.isEmpty()
            ? input.rows()
            : LogicalFilter.create(
                input.rows(), RexUtil.composeConjunction(builder, own), ImmutableSet.of());
    return new Pulled(rows, input.width(), conditions, null);
  }

  private @Nullable Pulled project(Project project) {
    Pulled input = from(project.getInput());
    boolean isPlain =
        !project.containsOver() && project.getProjects().stream().noneMatch(this::knowsOuter);
    if (input == null || !isPlain) {
      return null;
    }
    List<RexNode> inputEmpty = input.empty();
    List<RexNode> empty =
        inputEmpty == null
            ? null
            : project.getProjects().stream()
                .map(column -> Relocation.of(column, inputEmpty::get))
                .toList();
    return pulled(input.rows(), over(input.rows(), project), input.conditions(), empty);
  }

  /** Columns over rows that may never be null where they could be: those of an aggregate. */
  private List<RexNode> over(RelNode rows, Project project) {
    return project.getProjects().stream()
        .map(column -> Relocation.of(column, field -> builder.makeInputRef(rows, field)))
        .toList();
  }

  /**
   * Columns of rows, followed by what conditions about these need.
   *
   * @param conditions about all of the rows
   */
  private Pulled pulled(
      RelNode rows,
      List<RexNode> columns,
      List<RexNode> conditions,
      @Nullable List<RexNode> empty) {
    List<RexNode> all = new ArrayList<>(columns);
    IntFunction<RexNode> kept =
        field -> {
          all.add(builder.makeInputRef(rows, field));
          return new RexInputRef(all.size() - 1, all.get(all.size() - 1).getType());
        };
    List<RexNode> moved =
        conditions.stream().map(condition -> Relocation.of(condition, kept)).toList();
    return new Pulled(Columns.unnamed(rows, all), columns.size(), moved, empty);
  }

  // ---- joins

  private @Nullable Pulled join(Join join) {
    Pulled left = from(join.getLeft());
    Pulled right = from(join.getRight());
    if (left == null || right == null || left.empty() != null || right.empty() != null) {
      return null;
    }
    boolean isSame =
        switch (join.getJoinType()) {
          case INNER -> true;
          case LEFT -> right.conditions().isEmpty() && !knowsOuter(join.getCondition());
          case RIGHT -> left.conditions().isEmpty() && !knowsOuter(join.getCondition());
          default -> false;
        };
    return isSame ? join(left, right, join) : null;
  }

  private Pulled join(Pulled left, Pulled right, Join join) {
    RelNode product = Columns.product(left.rows(), right.rows());
    int leftAll = left.rows().getRowType().getFieldCount();
    IntFunction<RexNode> column =
        field ->
            builder.makeInputRef(
                product, field < left.width() ? field : field - left.width() + leftAll);
    List<RexNode> own = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>(left.conditions());
    right.conditions().forEach(each -> conditions.add(RexUtil.shift(each, leftAll)));
    for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
      (knowsOuter(part) ? conditions : own).add(Relocation.of(part, column));
    }
    RelNode rows =
        LogicalJoin.create(
            left.rows(),
            right.rows(),
            List.of(),
            RexUtil.composeConjunction(builder, own),
            Set.of(),
            join.getJoinType());
    List<RexNode> columns = new ArrayList<>(Columns.own(rows));
    columns.subList(leftAll + right.width(), columns.size()).clear();
    columns.subList(left.width(), leftAll).clear();
    return pulled(rows, columns, conditions, null);
  }

  // ---- aggregates

  private @Nullable Pulled aggregate(Aggregate aggregate) {
    Pulled input = from(aggregate.getInput());
    if (input == null
        || input.empty() != null
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      return null;
    }
    List<Equality> equalities = new ArrayList<>();
    for (RexNode condition : input.conditions()) {
      Equality equality = Equality.of(condition, this::knowsOuter);
      if (equality == null) {
        return null;
      }
      equalities.add(equality);
    }
    boolean isScalar = aggregate.getGroupCount() == 0;
    List<RexNode> empty = isScalar ? EmptyAggregates.of(aggregate) : null;
    return isScalar && empty == null ? null : grouped(aggregate, input, equalities, empty);
  }

  /** The aggregates for each of the values that outer rows are compared with. */
  private Pulled grouped(
      Aggregate aggregate, Pulled input, List<Equality> equalities, @Nullable List<RexNode> empty) {
    List<RexNode> given = Columns.own(input.rows());
    int first = given.size();
    equalities.forEach(equality -> given.add(equality.own()));
    RelNode compared = Columns.unnamed(input.rows(), given);
    int keys = aggregate.getGroupCount();
    int allKeys = keys + equalities.size();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(call.adaptTo(compared, call.getArgList(), call.filterArg, keys == 0, false));
    }
    RelNode rows =
        LogicalAggregate.create(
            compared,
            List.of(),
            aggregate.getGroupSet().union(ImmutableBitSet.range(first, given.size())),
            null,
            calls);
    List<RexNode> columns = new ArrayList<>(Columns.own(rows));
    columns.subList(keys, allKeys).clear();
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < equalities.size(); i++) {
      conditions.add(equalities.get(i).with(builder, builder.makeInputRef(rows, keys + i)));
    }
    return pulled(rows, columns, conditions, empty);
  }
}
