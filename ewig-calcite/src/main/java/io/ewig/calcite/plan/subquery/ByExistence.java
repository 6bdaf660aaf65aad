package io.ewig.calcite.plan.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * A comparison with the rows of a subquery, such as {@code (a, b) IN} or {@code a <> ANY}: true if
 * it is for some row; else unknown if it could be, were it not for nulls; else false.
 */
final class ByExistence {

  private final RexSubQuery given;
  private final SqlOperator comparison;
  private final Correlation outer;
  private final RexBuilder builder;

  private ByExistence(RexSubQuery given, SqlOperator comparison, Correlation outer) {
    this.given = given;
    this.comparison = comparison;
    this.outer = outer;
    this.builder = outer.builder();
  }

  static RexNode of(RexSubQuery given, SqlOperator comparison, Correlation outer) {
    return new ByExistence(given, comparison, outer).tested();
  }

  /** True or false: false where it is unknown. */
  static RexNode certain(RexSubQuery given, SqlOperator comparison, Correlation outer) {
    ByExistence test = new ByExistence(given, comparison, outer);
    List<RexNode> holds = new ArrayList<>();
    for (int i = 0; i < given.getOperands().size(); i++) {
      holds.add(test.holds(i));
    }
    return test.exists(holds);
  }

  private RexNode tested() {
    List<RexNode> certain = new ArrayList<>();
    List<RexNode> possible = new ArrayList<>();
    for (int i = 0; i < given.getOperands().size(); i++) {
      RexNode holds = holds(i);
      certain.add(holds);
      possible.add(
          RexUtil.composeDisjunction(builder, List.of(holds, isNull(asked(i)), isNull(known(i)))));
    }
    return builder.makeCall(
        given.getType(),
        SqlStdOperatorTable.CASE,
        List.of(
            exists(certain),
            builder.makeLiteral(true),
            exists(possible),
            builder.makeNullLiteral(given.getType()),
            builder.makeLiteral(false)));
  }

  private RexNode holds(int column) {
    return builder.makeCall(comparison, asked(column), known(column));
  }

  private RexNode asked(int column) {
    RexShuttle toOuter = new Relocation(outer::outerField, Set.of(), outer::outerField);
    return given.getOperands().get(column).accept(toOuter);
  }

  private RexNode known(int column) {
    return builder.makeInputRef(given.rel, column);
  }

  private RexNode isNull(RexNode value) {
    return builder.makeCall(SqlStdOperatorTable.IS_NULL, value);
  }

  private RexNode exists(List<RexNode> conditions) {
    RelBuilder plans = RelFactories.LOGICAL_BUILDER.create(given.rel.getCluster(), null);
    return RexSubQuery.exists(plans.push(given.rel).filter(conditions).build());
  }
}
