package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.expression.rex.EwigConvertlets;
import io.ewig.calcite.expression.rex.EwigOperators;
import io.ewig.calcite.expression.rex.EwigRexExecutor;
import io.ewig.calcite.expression.rex.OwnSyntax;
import io.ewig.calcite.expression.rex.RexCompiler;
import io.ewig.calcite.type.EwigTypeFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Evaluates one expression of SQL: parser, validator, converter and compiler, no tables. */
public final class Evaluator {

  static final Instant NOW = Instant.parse("2026-03-15T10:20:30.123456789Z");

  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withConformance(SqlConformanceEnum.BABEL);

  private final EwigTypeFactory types = new EwigTypeFactory();
  private final RexCompiler compiler = new RexCompiler(new RexBuilder(types));
  private final ZoneId zone;

  public Evaluator(String zone) {
    this.zone = ZoneId.of(zone);
  }

  public Evaluator() {
    this("UTC");
  }

  /** The text of the value, as a cast to VARCHAR has it. */
  public String text(String expression, Object... parameters) {
    RexNode node = rex(expression);
    Object value = compiler.compile(node).value(new Object[0], execution(parameters));
    return text(value, node.getType(), execution(parameters));
  }

  private String text(Object value, RelDataType type, Execution execution) {
    return String.valueOf(
        Casts.cast(
                new Constant(value),
                type,
                types.createSqlType(org.apache.calcite.sql.type.SqlTypeName.VARCHAR))
            .value(new Object[0], execution));
  }

  /** The canonical value. */
  public Object value(String expression, Object... parameters) {
    return compiler.compile(rex(expression)).value(new Object[0], execution(parameters));
  }

  public String type(String expression) {
    return rex(expression).getType().toString();
  }

  public Execution execution(Object... parameters) {
    return new Execution(
        parameters,
        NOW,
        zone,
        new SessionFacts("ada", "garden", "public", "main"),
        new Cancellation(),
        () -> 0,
        Long.MAX_VALUE,
        new MemoryAccount(1 << 20),
        TemporaryFolder.none(),
        List.of());
  }

  public RexNode rex(String expression) {
    RelNode root = rel("SELECT " + expression);
    if (root instanceof Project project) {
      return project.getProjects().get(0);
    }
    return ((Values) root).getTuples().get(0).get(0);
  }

  private RelNode rel(String sql) {
    SqlNode parsed;
    try {
      parsed = OwnSyntax.of(SqlParser.create(sql, PARSER).parseQuery());
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(sql, e);
    }
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false, false),
            List.of(),
            types,
            new CalciteConnectionConfigImpl(new Properties()));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            EwigOperators.table(),
            catalog,
            types,
            SqlValidator.Config.DEFAULT.withConformance(SqlConformanceEnum.BABEL));
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    planner.setExecutor(new EwigRexExecutor());
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, queryString, schemaPath, viewPath) -> {
              throw new IllegalStateException("there are no views");
            },
            validator,
            catalog,
            cluster,
            EwigConvertlets.INSTANCE,
            SqlToRelConverter.config()
                .withExpand(false)
                .withTrimUnusedFields(false)
                .withInSubQueryThreshold(Integer.MAX_VALUE));
    return converter.convertQuery(validator.validate(parsed), false, true).rel;
  }

  static {
    Convention.NONE.getName(); // loads the trait before the planner asks for it
  }
}
