package io.ewig.calcite.compile;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.rex.EwigConvertlets;
import io.ewig.calcite.expression.rex.EwigOperators;
import io.ewig.calcite.expression.rex.OwnSyntax;
import io.ewig.calcite.expression.rex.RexCompiler;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.plan.subquery.Decorrelation;
import io.ewig.calcite.plan.subquery.FlatSubqueries;
import io.ewig.calcite.type.EwigTypeFactory;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Runs queries that need no tables: parser, validator, converter, some rules, compiler. */
public final class Queries {

  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withConformance(SqlConformanceEnum.BABEL);

  private final EwigTypeFactory types = new EwigTypeFactory();
  private final RexBuilder builder = new RexBuilder(types);
  private final PlanCompiler compiler = PlanCompiler.of(new RexCompiler(builder));

  /** The rows, as they come. */
  public List<List<Object>> rows(String sql) {
    return Runs.all(operator(sql));
  }

  public Operator operator(String sql) {
    return compiler.compile(Decorrelation.of(plan(sql)));
  }

  /** The same, but subqueries are run anew for each row. */
  public Operator correlated(String sql) {
    return compiler.compile(plan(sql));
  }

  public PlanCompiler compiler() {
    return compiler;
  }

  /** Without subqueries. */
  public RelNode plan(String sql) {
    return rewritten(
        FlatSubqueries.of(converted(sql)),
        CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
        CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
        CoreRules.FILTER_INTO_JOIN);
  }

  private static RelNode rewritten(RelNode plan, RelOptRule... rules) {
    HepPlanner planner =
        new HepPlanner(HepProgram.builder().addRuleCollection(List.of(rules)).build());
    planner.setRoot(plan);
    return planner.findBestExp();
  }

  private RelNode converted(String sql) {
    SqlNode parsed;
    try {
      parsed = SqlParser.create(sql, PARSER).parseQuery();
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(sql, e);
    }
    Properties properties = new Properties();
    properties.setProperty("caseSensitive", "false");
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false, false),
            List.of(),
            types,
            new CalciteConnectionConfigImpl(properties));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            EwigOperators.table(),
            catalog,
            types,
            SqlValidator.Config.DEFAULT
                .withConformance(SqlConformanceEnum.DEFAULT)
                .withIdentifierExpansion(true));
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    RelOptCluster cluster = RelOptCluster.create(planner, builder);
    cluster.setMetadataQuerySupplier(Estimates::query);
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, queryString, schemaPath, viewPath) -> {
              throw new IllegalStateException("there are no views");
            },
            validator,
            catalog,
            cluster,
            EwigConvertlets.INSTANCE,
            SqlToRelConverter.config().withExpand(false));
    return converter.convertQuery(validator.validate(OwnSyntax.of(parsed)), false, true).project();
  }
}
