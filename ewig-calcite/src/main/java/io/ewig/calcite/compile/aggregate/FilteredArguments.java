package io.ewig.calcite.compile.aggregate;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.execution.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * FILTER (WHERE ..) stands guard over what is aggregated: of rows that do not pass, arguments are
 * not computed, so {@code sum(1 / n) FILTER (WHERE n <> 0)} divides by no zero.
 */
final class FilteredArguments {

  private final Aggregate node;
  private final Project project;

  private FilteredArguments(Aggregate node, Project project) {
    this.node = node;
    this.project = project;
  }

  /** What an aggregate reads. */
  static Operator input(Aggregate node, CompileContext context) {
    boolean isFiltered = node.getAggCallList().stream().anyMatch(AggregateCall::hasFilter);
    return isFiltered && node.getInput() instanceof Project project
        ? context.project(
            context.compile(project.getInput()), new FilteredArguments(node, project).guarded())
        : context.compile(node.getInput());
  }

  private List<RexNode> guarded() {
    List<RexNode> guarded = new ArrayList<>();
    for (int i = 0; i < project.getProjects().size(); i++) {
      guarded.add(guarded(i));
    }
    return guarded;
  }

  private RexNode guarded(int column) {
    RexNode argument = project.getProjects().get(column);
    if (!(argument instanceof RexCall) || isAlwaysWanted(column)) {
      return argument;
    }
    RelOptCluster cluster = node.getCluster();
    RexBuilder rex = cluster.getRexBuilder();
    RelDataType type = cluster.getTypeFactory().createTypeWithNullability(argument.getType(), true);
    return rex.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            RexUtil.composeDisjunction(rex, filters(column)), argument, rex.makeNullLiteral(type)));
  }

  /** Whether a column is not only an argument of calls with a filter. */
  private boolean isAlwaysWanted(int column) {
    return node.getGroupSet().get(column)
        || filters(column).isEmpty()
        || node.getAggCallList().stream()
            .anyMatch(
                call -> call.filterArg == column || (!call.hasFilter() && isAbout(call, column)));
  }

  private List<RexNode> filters(int column) {
    TreeSet<Integer> filters = new TreeSet<>();
    for (AggregateCall call : node.getAggCallList()) {
      if (call.hasFilter() && isAbout(call, column)) {
        filters.add(call.filterArg);
      }
    }
    return filters.stream().map(project.getProjects()::get).toList();
  }

  private static boolean isAbout(AggregateCall call, int column) {
    return call.getArgList().contains(column)
        || call.getCollation().getFieldCollations().stream()
            .anyMatch(key -> key.getFieldIndex() == column);
  }
}
