package io.ewig.calcite.plan;

import io.ewig.calcite.expression.rex.EwigConvertlets;
import io.ewig.calcite.plan.subquery.GroupedReferences;
import io.ewig.calcite.plan.subquery.UnsureSubqueries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans of queries that are valid.
 *
 * <p>Groups stand in a plan as an aggregate only right below what is said of them: the one that a
 * query ends with has a projection above, so that who reads it in FROM is not taken for part of it;
 * and groups of one row each stay groups, until references to them were found.
 */
final class Conversion extends SqlToRelConverter {

  /**
   * IN lists stay conditions, however long: they become sets, not joins. Conditions of joins stay
   * where they are: were they computed below, subqueries further up would miss their columns.
   */
  private static final Config CONFIG =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withRelBuilderConfigTransform(
              builder ->
                  builder.withPushJoinCondition(false).withAggregateUnique(true).withBloat(-1))
          .withInSubQueryThreshold(Integer.MAX_VALUE);

  Conversion(SqlValidator validator, CalciteCatalogReader reader, RelOptCluster cluster) {
    super(
        (rowType, text, path, view) -> {
          throw new IllegalStateException("views are expanded before");
        },
        validator,
        reader,
        cluster,
        EwigConvertlets.INSTANCE,
        CONFIG);
  }

  @Override
  protected RelRoot convertQueryRecursive(
      SqlNode query, boolean isTop, @Nullable RelDataType target) {
    RelRoot root = super.convertQueryRecursive(query, isTop, target);
    RelNode rows = root.rel;
    return isTop || GroupedReferences.groups(rows) == null
        ? root
        : root.withRel(
            LogicalProject.create(
                rows,
                List.of(),
                rows.getCluster().getRexBuilder().identityProjects(rows.getRowType()),
                rows.getRowType().getFieldNames(),
                Set.of()));
  }

  /** Without a look at the types: an arm of a set operation has them from the other one, too. */
  @Override
  public RelRoot convertWith(SqlWith with, boolean isTop) {
    return isTop ? super.convertWith(with, true) : convertQueryRecursive(with.body, false, null);
  }

  @Override
  protected Blackboard createBlackboard(
      SqlValidatorScope scope, @Nullable Map<String, RexNode> names, boolean isTop) {
    UnsureSubqueries unsure = new UnsureSubqueries(rexBuilder);
    return new Blackboard(scope, names, isTop) {
      @Override
      public RexNode convertExpression(SqlNode expression) {
        return unsure.marked(super.convertExpression(expression));
      }
    };
  }
}
