package io.ewig.calcite.plan.subquery;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** Relations with more or fewer columns. */
final class Columns {

  private Columns() {}

  /** The columns that a relation has. */
  static List<RexNode> own(RelNode input) {
    return new ArrayList<>(input.getCluster().getRexBuilder().identityProjects(input.getRowType()));
  }

  /**
   * A relation with more columns after its own, their subqueries made flat.
   *
   * @param variables by which these know a row of the relation
   */
  static RelNode with(RelNode input, List<RexNode> more, Set<CorrelationId> variables) {
    if (more.isEmpty()) {
      return input;
    }
    List<RexNode> all = own(input);
    all.addAll(more);
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    more.forEach(column -> names.add("subquery"));
    return FlatSubqueries.flat(
        LogicalProject.create(
            input,
            List.of(),
            all,
            SqlValidatorUtil.uniquify(names, true),
            ImmutableSet.copyOf(variables)));
  }

  /** What expressions make of a relation. */
  static RelNode of(RelNode input, List<RexNode> columns, List<String> names) {
    return LogicalProject.create(input, List.of(), columns, names, ImmutableSet.of());
  }

  /** The same where nobody asks for names. */
  static RelNode unnamed(RelNode input, List<RexNode> columns) {
    return of(input, columns, IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toList());
  }

  /** Each row of one relation with each of another. */
  static RelNode product(RelNode left, RelNode right) {
    RexBuilder builder = left.getCluster().getRexBuilder();
    return LogicalJoin.create(
        left, right, List.of(), builder.makeLiteral(true), Set.of(), JoinRelType.INNER);
  }
}
