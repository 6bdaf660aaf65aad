package io.ewig.calcite.system;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.execution.Sequences;
import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.rex.EwigConvertlets;
import io.ewig.calcite.expression.rex.EwigOperators;
import io.ewig.calcite.expression.rex.RexCompiler;
import io.ewig.calcite.relation.Access;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.type.EwigTypeFactory;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.Ewig;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Reads relations as a plan does, with conditions written in SQL. */
final class Ask {

  static final Instant NOW = Instant.parse("2026-03-15T10:20:30Z");

  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withConformance(SqlConformanceEnum.BABEL);

  private final EwigTypeFactory types = new EwigTypeFactory();
  private final RexBuilder builder = new RexBuilder(types);
  private final RexCompiler compiler = new RexCompiler(builder);
  private final Ewig engine;
  private ZoneId zone = ZoneId.of("UTC");

  static {
    Convention.NONE.getName(); // loads the trait before the planner asks for it
  }

  Ask(Ewig engine) {
    this.engine = engine;
  }

  Ask in(String zoneId) {
    zone = ZoneId.of(zoneId);
    return this;
  }

  Moment now() {
    return Moment.at(engine.view(), "main");
  }

  Moment of(String branch) {
    return Moment.at(engine.view(branch, When.NOW), branch);
  }

  Moment afterEvent(long seq) {
    return Moment.at(engine.view("main", new When.AfterEvent(seq)), "main");
  }

  private Execution execution(Moment moment, Object... parameters) {
    return new Execution(
        parameters,
        NOW,
        zone,
        new SessionFacts(
            "ada",
            "garden",
            SearchPath.of("public"),
            "main",
            () ->
                List.of(
                    new SessionFacts.Setting("branch", "main", "Where changes go."),
                    new SessionFacts.Setting("valid_at", null, "What is read.")),
            Sequences.NONE,
            () -> 0,
            Rights.all()),
        new Cancellation(),
        () -> 0,
        Long.MAX_VALUE,
        new MemoryAccount(1 << 20),
        TemporaryFolder.none(),
        List.of(moment));
  }

  /** The conditions of a WHERE about a relation. */
  List<RexNode> conditions(Relation relation, String where) {
    if (where.isEmpty()) {
      return List.of();
    }
    RelNode node = rel(relation, "SELECT * FROM t WHERE " + where);
    while (!(node instanceof Filter) && !node.getInputs().isEmpty()) {
      node = node.getInput(0);
    }
    if (node instanceof Filter filter) {
      return List.of(filter.getCondition());
    }
    return node instanceof Values ? List.of(builder.makeLiteral(false)) : List.of();
  }

  RexNode simplified(RexNode condition) {
    return new RexSimplify(builder, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR)
        .simplify(condition);
  }

  private RelNode rel(Relation relation, String sql) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    root.add(
        "t",
        new AbstractTable() {
          @Override
          public RelDataType getRowType(RelDataTypeFactory factory) {
            RelDataTypeFactory.Builder row = factory.builder();
            for (RelationColumn column : relation.columns()) {
              row.add(
                  column.name(), TypeMapping.calcite(column.type(), column.isNullable(), factory));
            }
            return row.build();
          }
        });
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            root, List.of(), types, new CalciteConnectionConfigImpl(new Properties()));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            EwigOperators.table(),
            catalog,
            types,
            SqlValidator.Config.DEFAULT.withConformance(SqlConformanceEnum.BABEL));
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, queryString, schemaPath, viewPath) -> {
              throw new IllegalStateException("there are no views");
            },
            validator,
            catalog,
            RelOptCluster.create(planner, builder),
            EwigConvertlets.INSTANCE,
            SqlToRelConverter.config());
    try {
      return converter.convertQuery(
              validator.validate(SqlParser.create(sql, PARSER).parseQuery()), false, true)
          .rel;
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(sql, e);
    }
  }

  Access access(
      Relation relation, List<RexNode> conditions, List<Integer> columns, Object... arguments) {
    List<Expression> values = new ArrayList<>();
    for (Object argument : arguments) {
      values.add(new Constant(argument));
    }
    return relation.access(new Request(0, columns, conditions, values, compiler));
  }

  /** All rows that the operator gives; conditions that are left would be an error. */
  List<List<Object>> rows(
      Relation relation,
      Moment moment,
      List<RexNode> conditions,
      List<Integer> columns,
      Object... arguments) {
    Access access = access(relation, conditions, columns, arguments);
    if (!access.rest().isEmpty()) {
      throw new IllegalStateException("left: " + access.rest());
    }
    return read(access.operator(), moment);
  }

  private List<List<Object>> read(Operator operator, Moment moment, Object... parameters) {
    List<List<Object>> found = new ArrayList<>();
    try (Rows rows = operator.open(execution(moment, parameters))) {
      Object[] row = rows.next();
      while (row != null) {
        found.add(Arrays.asList(row));
        row = rows.next();
      }
    }
    return found;
  }

  /** Some columns of the rows that meet a condition. */
  List<List<Object>> rows(Relation relation, Moment moment, String where, String... columns) {
    return rows(relation, moment, conditions(relation, where), positions(relation, columns));
  }

  /** Likewise with question marks. */
  List<List<Object>> bound(
      Relation relation, String where, List<String> columns, Object... parameters) {
    Access access =
        access(
            relation,
            conditions(relation, where),
            positions(relation, columns.toArray(String[]::new)));
    return read(access.operator(), now(), parameters);
  }

  List<List<Object>> rows(Relation relation, String where, String... columns) {
    return rows(relation, now(), where, columns);
  }

  /** What a call of a function gives; all arguments are literals. */
  List<List<Object>> call(
      TableFunction function, Moment moment, List<String> columns, Object... arguments) {
    Relation relation = function.call(moment.view(), Arrays.asList(arguments));
    List<Integer> wanted = positions(relation, columns.toArray(String[]::new));
    return rows(relation, moment, List.of(), wanted, arguments);
  }

  static List<Integer> positions(Relation relation, String... columns) {
    List<String> names = relation.columns().stream().map(RelationColumn::name).toList();
    List<Integer> positions = new ArrayList<>();
    for (String column : columns.length == 0 ? names.toArray(String[]::new) : columns) {
      int position = names.indexOf(column);
      if (position < 0) {
        throw new IllegalArgumentException(column + " is none of " + names);
      }
      positions.add(position);
    }
    return positions;
  }

  /** The same by reading everything and asking the condition of each row. */
  List<List<Object>> naive(
      Relation relation,
      Moment moment,
      List<RexNode> conditions,
      List<Integer> columns,
      Object... arguments) {
    List<List<Object>> found = new ArrayList<>();
    List<Integer> all = positions(relation);
    for (List<Object> row : rows(relation, moment, List.of(), all, arguments)) {
      boolean passes = true;
      for (RexNode condition : conditions) {
        Object holds = compiler.compile(condition).value(row.toArray(), execution(moment));
        passes &= Boolean.TRUE.equals(holds);
      }
      if (passes) {
        List<Object> wanted = new ArrayList<>();
        columns.forEach(column -> wanted.add(row.get(column)));
        found.add(wanted);
      }
    }
    return found;
  }

  View view() {
    return engine.view();
  }
}
