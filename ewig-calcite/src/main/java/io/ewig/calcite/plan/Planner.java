package io.ewig.calcite.plan;

import io.ewig.calcite.compile.Estimates;
import io.ewig.calcite.compile.PlanCompiler;
import io.ewig.calcite.compile.row.SortCompiler;
import io.ewig.calcite.compile.vector.VectorAggregates;
import io.ewig.calcite.compile.vector.VectorJoins;
import io.ewig.calcite.compile.vector.VectorTops;
import io.ewig.calcite.execution.Watch;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.rex.EwigOperators;
import io.ewig.calcite.expression.rex.EwigRexExecutor;
import io.ewig.calcite.expression.rex.OwnSyntax;
import io.ewig.calcite.operator.GivenRows;
import io.ewig.calcite.plan.optimizer.Optimizer;
import io.ewig.calcite.plan.optimizer.WatchedBuilder;
import io.ewig.calcite.plan.optimizer.WatchedPlanner;
import io.ewig.calcite.plan.reference.FunctionScanCompiler;
import io.ewig.calcite.plan.reference.GivenScan;
import io.ewig.calcite.plan.reference.ReferenceScan;
import io.ewig.calcite.plan.reference.References;
import io.ewig.calcite.plan.reference.ScanCompiler;
import io.ewig.calcite.plan.syntax.Labels;
import io.ewig.calcite.plan.validation.Coercion;
import io.ewig.calcite.plan.validation.EwigValidator;
import io.ewig.calcite.plan.validation.Liberties;
import io.ewig.calcite.plan.validation.Refusals;
import io.ewig.calcite.type.EwigTypeFactory;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil.SubQueryFinder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.jspecify.annotations.Nullable;

/** Validates queries, and turns them into plans; any thread. */
public final class Planner {

  private static final RexExecutor EXECUTOR = new EwigRexExecutor();

  private static final SqlValidator.Config VALIDATION =
      SqlValidator.Config.DEFAULT
          .withConformance(Liberties.INSTANCE)
          .withIdentifierExpansion(true)
          .withTypeCoercionFactory(Coercion::new);

  private final RelDataTypeFactory types = new EwigTypeFactory();

  public RelDataTypeFactory types() {
    return types;
  }

  /** What makes operators of plans. */
  public PlanCompiler compiler(ExpressionCompiler expressions) {
    return PlanCompiler.of(expressions)
        .with(ReferenceScan.class, new ScanCompiler(expressions))
        .with(TableFunctionScan.class, new FunctionScanCompiler())
        .with(GivenScan.class, (scan, context) -> scan.rows())
        .with(Sort.class, new SortCompiler(VectorTops::of))
        .around(Join.class, VectorJoins::new)
        .around(Aggregate.class, VectorAggregates::new);
  }

  /**
   * Understands a query.
   *
   * @param query a syntax tree that is this call's own: it is changed
   * @param parameters is told the types of the query's question marks
   * @param watch is asked again and again whether to go on
   */
  public Planned plan(
      SqlNode query,
      References references,
      String defaultSchema,
      ParameterTypes parameters,
      Watch watch) {
    try {
      CalciteCatalogReader reader = references.reader(defaultSchema, types);
      EwigValidator validator = validator(reader, watch);
      SqlNode validated = validator.validate(OwnSyntax.of(query));
      parameters.addAll(validated, validator);
      List<List<String>> origins = validator.getFieldOrigins(validated);
      RelRoot root = converter(validator, reader, watch).convertQuery(validated, false, true);
      RelNode plan = Optimizer.optimize(root.project());
      return new Planned(plan, labels(root), root.validatedRowType, origins);
    } catch (RuntimeException | AssertionError e) {
      throw Refusals.of(e);
    }
  }

  /**
   * Understands expressions that are about one row at a time: of what stands in FROM, whose columns
   * follow each other, or about no row at all.
   *
   * @param select {@code SELECT expressions [FROM ..]}, a tree that is this call's own
   * @param watch is asked again and again whether to go on
   */
  public Scalars scalars(
      SqlSelect select,
      References references,
      String defaultSchema,
      ParameterTypes parameters,
      Watch watch) {
    try {
      CalciteCatalogReader reader = references.reader(defaultSchema, types);
      EwigValidator validator = validator(reader, watch);
      SqlNode validated = validator.validate(OwnSyntax.of(select));
      if (validator.isAggregate((SqlSelect) validated)) {
        throw new UserException(
            ErrorCode.GROUPING_ERROR, "only plain expressions can stand here, no aggregates");
      }
      parameters.addAll(validated, validator);
      RelRoot root = converter(validator, reader, watch).convertQuery(validated, false, true);
      List<List<String>> origins = validator.getFieldOrigins(validated);
      int width =
          root.rel.getInputs().isEmpty() ? 0 : root.rel.getInput(0).getRowType().getFieldCount();
      Queried queried = queried(root.rel);
      List<? extends RexNode> expressions = queried == null ? expressions(root.rel) : List.of();
      return new Scalars(expressions, queried, labels(root), root.validatedRowType, origins, width);
    } catch (RuntimeException | AssertionError e) {
      throw Refusals.of(e);
    }
  }

  /**
   * Expressions that were understood.
   *
   * @param expressions without queries; none if one of them has a query
   * @param queried all of them, if one has a query
   * @param labels what they are called
   * @param row their types
   * @param origins of those that are plain columns
   * @param width how many columns the rows have that they are about, if they are not themselves all
   */
  public record Scalars(
      List<? extends RexNode> expressions,
      @Nullable Queried queried,
      List<String> labels,
      RelDataType row,
      List<List<String>> origins,
      int width) {}

  /**
   * Expressions with queries in them.
   *
   * @param rows what the expressions are about
   */
  public record Queried(RelNode plan, GivenRows rows) {}

  private static @Nullable Queried queried(RelNode plan) {
    boolean hasQueries =
        plan instanceof Project project && SubQueryFinder.find(project.getProjects()) != null;
    if (!hasQueries) {
      return null;
    }
    GivenScan given = GivenScan.insteadOf(plan.getInput(0));
    RelNode about = plan.copy(plan.getTraitSet(), List.of(given));
    return new Queried(Optimizer.optimize(about), given.rows());
  }

  private static List<String> labels(RelRoot root) {
    return root.validatedRowType.getFieldNames().stream().map(Labels::shown).toList();
  }

  private static List<? extends RexNode> expressions(RelNode plan) {
    if (plan instanceof Project project && project.getVariablesSet().isEmpty()) {
      return project.getProjects();
    } else if (plan instanceof Values values && values.getTuples().size() == 1) {
      return values.getTuples().get(0); // constants all of them
    } else if (plan instanceof TableScan) {
      return plan.getCluster().getRexBuilder().identityProjects(plan.getRowType());
    }
    throw new UserException(
        ErrorCode.UNSUPPORTED,
        "only plain expressions can stand here, without queries and aggregates");
  }

  private EwigValidator validator(CalciteCatalogReader reader, Watch watch) {
    return new EwigValidator(EwigOperators.table(), reader, types, VALIDATION, watch);
  }

  private SqlToRelConverter converter(
      EwigValidator validator, CalciteCatalogReader reader, Watch watch) {
    return new Conversion(validator, reader, newCluster(watch));
  }

  private RelOptCluster newCluster(Watch watch) {
    HepPlanner planner = new WatchedPlanner(watch);
    planner.setExecutor(EXECUTOR); // Calcite's own would compile classes, and count milliseconds
    RelOptCluster cluster = RelOptCluster.create(planner, new WatchedBuilder(types, watch));
    cluster.setMetadataQuerySupplier(Estimates::query);
    return cluster;
  }
}
