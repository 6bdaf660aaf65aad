package io.ewig.calcite.plan.subquery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Subqueries of a grouped query refer to what it is grouped by. Calcite finds a column's place
 * among that for the first reference of a subquery; all others keep the column's place in FROM, so
 * that another one is read.
 */
public final class GroupedReferences extends RelHomogeneousShuttle {

  private GroupedReferences() {}

  /** The same plan with all references found. */
  public static RelNode in(RelNode plan) {
    return plan.accept(new GroupedReferences());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node).accept(new InSubqueries(this));
    if (inside instanceof Project project) {
      return found(project, project.getInput(), project.getVariablesSet());
    } else if (inside instanceof Filter filter) {
      return found(filter, filter.getInput(), filter.getVariablesSet());
    }
    return inside;
  }

  private static RelNode found(RelNode node, RelNode rows, Set<CorrelationId> variables) {
    Aggregate groups = groups(rows);
    return variables.isEmpty() || groups == null
        ? node
        : node.accept(
            new InSubqueries(new References(variables, rows.getRowType(), places(groups))));
  }

  /**
   * What a query's rows are grouped by, if they are: {@code Conversion} sees to it that those of a
   * query in FROM are not taken for that.
   */
  public static @Nullable Aggregate groups(RelNode rows) {
    RelNode groups = rows;
    while (groups instanceof Filter having) {
      groups = having.getInput();
    }
    return groups instanceof Aggregate aggregate ? aggregate : null;
  }

  /** Where columns of FROM are in groups. */
  private static Map<Integer, Integer> places(Aggregate groups) {
    Map<Integer, Integer> places = new HashMap<>();
    List<Integer> keys = groups.getGroupSet().toList();
    for (int place = 0; place < keys.size(); place++) {
      int column = columnOf(keys.get(place), groups.getInput());
      if (column >= 0) {
        places.putIfAbsent(column, place);
      }
    }
    return places;
  }

  /** The column that a field is, or -1 if it is computed. */
  private static int columnOf(int field, RelNode grouped) {
    if (!(grouped instanceof Project project)) {
      return field;
    }
    return project.getProjects().get(field) instanceof RexInputRef column ? column.getIndex() : -1;
  }

  /** Finds what a subquery says of the groups of the query around it. */
  private static final class References extends RelHomogeneousShuttle {

    private final Set<CorrelationId> variables;
    private final RelDataType row;
    private final Map<Integer, Integer> places;

    References(Set<CorrelationId> variables, RelDataType row, Map<Integer, Integer> places) {
      this.variables = variables;
      this.row = row;
      this.places = places;
    }

    @Override
    public RelNode visit(RelNode node) {
      RelNode inside = super.visit(node).accept(new InSubqueries(this));
      return inside.accept(
          new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
              return access.getReferenceExpr() instanceof RexCorrelVariable variable
                      && variables.contains(variable.id)
                      && !variable.getType().equals(row)
                  ? found(access, variable)
                  : super.visitFieldAccess(access);
            }

            private RexNode found(RexFieldAccess access, RexCorrelVariable variable) {
              Integer place = places.get(access.getField().getIndex());
              if (place == null) {
                throw new IllegalStateException(
                    "'" + access.getField().getName() + "' is not among the groups");
              }
              return new Correlation(node.getCluster().getRexBuilder(), variable.id, row)
                  .outerField(place);
            }
          });
    }
  }
}
