package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.execution.Watch;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Parameter;
import io.ewig.calcite.expression.cast.Padded;
import io.ewig.calcite.moment.FromRewriter;
import io.ewig.calcite.moment.MomentPlan;
import io.ewig.calcite.moment.MomentText;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.moment.QueriedValue;
import io.ewig.calcite.operator.GivenRows;
import io.ewig.calcite.plan.Padding;
import io.ewig.calcite.plan.ParameterTypes;
import io.ewig.calcite.plan.Planner;
import io.ewig.calcite.plan.reference.References;
import io.ewig.calcite.plan.syntax.InnerQueries;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.View;
import io.ewig.parser.node.Place;
import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Understands one statement for one run: what its names mean, at which moments, and how it is
 * planned. One thread; used once.
 */
public final class Understanding {

  private final Frontend frontend;
  private final Run run;
  private final int parameterCount;
  private final SearchPath path;
  private final View present;
  private final ParameterTypes parameters;
  private final Names names;
  private final Watch watch;

  Understanding(Frontend frontend, Run run, int parameterCount) {
    this(frontend, run, parameterCount, run.session().view());
  }

  /**
   * @param present what is read where nothing else is said
   */
  Understanding(Frontend frontend, Run run, int parameterCount, View present) {
    this.frontend = frontend;
    this.run = run;
    this.parameterCount = parameterCount;
    this.path = run.session().settings().path();
    this.present = present;
    this.watch = frontend.watch(run);
    this.parameters = new ParameterTypes(frontend.planner().types());
    this.names = new Names(this, frontend, run.session());
    names.moment(MomentText.DEFAULT);
  }

  public RelDataTypeFactory types() {
    return frontend.planner().types();
  }

  /** A query that can be run. */
  public record Planned(Operator root, List<ResultColumn> columns) {}

  /** An expression with its type. */
  public record Typed(Expression expression, RelDataType type) {}

  /**
   * A list of expressions about rows, as a SELECT has it.
   *
   * @param queried all of them, if one has a query; then there are no expressions
   * @param namesHidden whether they name system columns
   * @param width how many columns the rows have that they are about, if they are not themselves all
   */
  public record Items(
      List<Typed> expressions,
      @Nullable Queried queried,
      List<ResultColumn> columns,
      boolean namesHidden,
      int width) {

    /** The expressions, if they are about columns that {@code *} shows, and no system columns. */
    public List<Typed> plain() {
      if (namesHidden) {
        throw new UserException(
            ErrorCode.UNSUPPORTED,
            "only columns of the table can stand here, and no system columns such as _valid_from");
      }
      return expressions;
    }
  }

  /**
   * What computes expressions with queries.
   *
   * @param root gives them for each of the rows
   */
  public record Queried(Operator root, GivenRows rows) {}

  /** Plans a query; the tree is this call's own. */
  public Planned query(SqlNode tree) {
    return query(tree, frontend::compile);
  }

  /** The same, and each step of it notes what it does. */
  public Planned measuredQuery(SqlNode tree) {
    return query(tree, frontend::compileMeasured);
  }

  private Planned query(SqlNode tree, Function<RelNode, Operator> compiler) {
    References references = new References();
    SqlNode rewritten = new FromRewriter(names, references, path).rewrite(tree);
    io.ewig.calcite.plan.Planned planned =
        frontend.planner().plan(rewritten, references, path.first(), parameters, watch);
    return new Planned(
        compiler.apply(planned.plan()),
        columns(
            planned.labels(),
            Padding.types(planned.plan(), planned.row(), types()),
            planned.origins(),
            references));
  }

  /** Expressions about no row. */
  public List<Typed> scalars(List<SqlNode> expressions) {
    return items(new SqlNodeList(expressions, SqlParserPos.ZERO), null).expressions();
  }

  /**
   * Expressions about one row at a time, without queries.
   *
   * @param from what its columns are of; null for none
   */
  public Items items(SqlNodeList list, @Nullable SqlNode from) {
    Items items = itemsAndQueries(list, from);
    if (items.queried() != null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "only plain expressions can stand here, without queries and aggregates");
    }
    return items;
  }

  /** The same, and they may have queries in them. */
  public Items itemsAndQueries(SqlNodeList list, @Nullable SqlNode from) {
    References references = new References();
    SqlSelect select =
        (SqlSelect)
            new FromRewriter(names, references, path).rewrite(SyntaxTrees.select(list, from, null));
    Planner.Scalars scalars =
        frontend.planner().scalars(select, references, path.first(), parameters, watch);
    List<Typed> typed = new ArrayList<>();
    scalars
        .expressions()
        .forEach(
            e -> typed.add(new Typed(frontend.expressions().compile(e), Padded.type(e, types()))));
    Planner.Queried queried = scalars.queried();
    return new Items(
        typed,
        queried == null ? null : new Queried(frontend.compile(queried.plan()), queried.rows()),
        columns(
            scalars.labels(),
            scalars.row().getFieldList().stream().map(RelDataTypeField::getType).toList(),
            scalars.origins(),
            references),
        references.showsHidden(),
        scalars.width());
  }

  /** A question mark that is to be of a type. */
  public Typed parameter(SqlDynamicParam parameter, RelDataType type) {
    RelDataType nullable = types().createTypeWithNullability(type, true);
    parameters.put(parameter.getIndex(), nullable);
    return new Typed(new Parameter(parameter.getIndex()), nullable);
  }

  /** An expression that gives a moment, and may be a lone question mark. */
  public Expression momentOf(SqlNode expression) {
    return valueOf(expression, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
  }

  /** An expression without columns that is a text if it is a lone question mark. */
  public Expression textOf(SqlNode expression) {
    return valueOf(expression, SqlTypeName.VARCHAR);
  }

  /** An expression without columns, and what it is if it is a lone question mark. */
  Expression valueOf(SqlNode expression, SqlTypeName ofParameter) {
    if (expression instanceof SqlDynamicParam parameter) {
      parameters.put(parameter.getIndex(), ofParameter);
      return new Parameter(parameter.getIndex());
    }
    if (InnerQueries.areIn(expression)) {
      SqlNodeList alone = SqlNodeList.of(TreeCopy.of(expression));
      return new QueriedValue(query(SyntaxTrees.select(alone, null, null)).root());
    }
    return scalars(List.of(expression)).get(0).expression();
  }

  /** A name with the schema that it is looked for in. */
  public QualifiedName name(SqlIdentifier name) {
    return QualifiedName.of(name, path, frontend.catalogName(), wanted -> names.has(0, wanted));
  }

  /** The table of that name on the session's branch, to change it. */
  public Table table(SqlIdentifier name) {
    QualifiedName full = name(name);
    return names.toChange(full).orElseThrow(() -> noTable(name, full));
  }

  private UserException noTable(SqlIdentifier name, QualifiedName full) {
    boolean isThere =
        names.view(0, full.schema(), full.name()).isPresent()
            || names.relation(0, full.schema(), full.name()).isPresent();
    return isThere
        ? new UserException(
            ErrorCode.WRONG_OBJECT_TYPE,
            full + " is no table, so its rows can't be changed" + Place.of(name).behind())
        : new UserException(
            ErrorCode.UNKNOWN_TABLE,
            "there is no table "
                + full
                + Place.of(name).behind()
                + full.hint(wanted -> names.has(0, wanted)));
  }

  private static List<ResultColumn> columns(
      List<String> labels,
      List<RelDataType> types,
      List<? extends @Nullable List<String>> origins,
      References references) {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      List<String> origin = i < origins.size() ? origins.get(i) : null;
      String label = labels.get(i);
      RelDataType type = types.get(i);
      columns.add(
          references
              .origin(origin)
              .map(
                  found ->
                      new ResultColumn(
                          label,
                          found.column().name(),
                          found.relation().name(),
                          found.relation().schema(),
                          type,
                          found.column().isAutoIncrement()))
              .orElseGet(() -> new ResultColumn(label, label, "", "", type, false)));
    }
    return columns;
  }

  /** What its names have turned out to mean. */
  public Names names() {
    return names;
  }

  /** What all that was understood holds for. */
  public Frame frame() {
    return names.frame(path, parameters.list(parameterCount));
  }

  /** What the run for which this was understood is run with. */
  public Execution execution() {
    return bare(parameters.list(parameterCount)).at(names.moments());
  }

  private Execution bare(List<? extends @Nullable RelDataType> types) {
    return frontend.bare(run, types, present.validAt());
  }

  /** The moment that is meant by what a statement says of one. */
  Moment resolve(MomentPlan plan) {
    Execution bare = bare(parameters.known(parameterCount));
    if (plan.hasQueries()) {
      bare = bare.at(names.moments());
    }
    return plan.resolve(run.session(), present, bare, run.isShape());
  }
}
