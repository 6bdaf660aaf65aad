package io.ewig.calcite.command;

import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.session.Setting;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.Frontend;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import io.ewig.calcite.statement.Understanding;
import io.ewig.parser.access.CreateToken;
import io.ewig.parser.session.ExplainAnalyze;
import io.ewig.parser.session.ShowSetting;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDescribeTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Statements that tell about the session, a table or a plan: SHOW, DESCRIBE and EXPLAIN; and CREATE
 * TOKEN, which tells its secret.
 *
 * @param typesOfParameters of its question marks
 */
record Shows(
    List<ResultColumn> columns,
    Function<Run, List<RelDataType>> typesOfParameters,
    Function<Run, List<@Nullable Object[]>> answer)
    implements Statement {

  /** Without question marks. */
  private Shows(List<ResultColumn> columns, Function<Run, List<@Nullable Object[]>> answer) {
    this(columns, run -> List.of(), answer);
  }

  /** Whether a statement is one of these. */
  static boolean are(SqlNode tree) {
    return tree instanceof SqlDescribeTable
        || tree instanceof ShowSetting
        || tree instanceof CreateToken;
  }

  /**
   * @param tree a new one each time, because planning changes it
   */
  static Statement of(Frontend frontend, io.ewig.parser.Statement parsed, Supplier<SqlNode> tree) {
    RelDataTypeFactory types = frontend.types();
    if (parsed.tree() instanceof ShowSetting show) {
      return show.name().isPresent() ? one(Setting.of(show.name().get()), types) : all(types);
    } else if (parsed.tree() instanceof SqlDescribeTable) {
      return new Shows(
          texts(Descriptions.COLUMNS, types),
          run ->
              Descriptions.of((SqlDescribeTable) tree.get(), () -> frontend.understanding(run, 0)));
    }
    int count = parsed.parameters();
    List<RelDataType> asTexts =
        Collections.nCopies(count, types.createSqlType(SqlTypeName.VARCHAR));
    return new Shows(
        texts(UserCommands.TOKEN_COLUMNS, types),
        run -> asTexts,
        run ->
            UserCommands.createToken(
                (CreateToken) tree.get(), new Commands.Context(frontend, run, count)));
  }

  /**
   * How a statement is run.
   *
   * @param explanation what asks for it
   * @param parameterCount how many question marks it has
   * @param explained the statement, which knows their types
   * @param anew a new tree each time, because planning changes it
   */
  static Statement plan(
      Frontend frontend,
      SqlNode explanation,
      int parameterCount,
      Statement explained,
      Supplier<SqlNode> anew) {
    return new Shows(
        List.of(text("plan", frontend.types())),
        explained::parameters,
        run -> {
          SqlNode tree = Explained.in(anew.get());
          Understanding understanding = frontend.understanding(run, parameterCount);
          return explanation instanceof ExplainAnalyze
              ? Explanations.analyzed(tree, understanding)
              : Explanations.plan(tree, understanding);
        });
  }

  private static List<ResultColumn> texts(List<String> labels, RelDataTypeFactory types) {
    return labels.stream().map(label -> text(label, types)).toList();
  }

  private static ResultColumn text(String label, RelDataTypeFactory types) {
    RelDataType type =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
    return ResultColumn.computed(label, type);
  }

  private static Statement one(Setting setting, RelDataTypeFactory types) {
    return new Shows(
        List.of(text(setting.key(), types)),
        run -> List.<@Nullable Object[]>of(new Object[] {setting.get(run.session())}));
  }

  private static Statement all(RelDataTypeFactory types) {
    return new Shows(
        List.of(text("name", types), text("value", types), text("remarks", types)),
        run ->
            Arrays.stream(Setting.values())
                .map(s -> new @Nullable Object[] {s.key(), s.get(run.session()), s.remarks()})
                .toList());
  }

  @Override
  public List<ResultColumn> columns(Run run) {
    return columns;
  }

  @Override
  public List<RelDataType> parameters(Run run) {
    return typesOfParameters.apply(run);
  }

  @Override
  public boolean isQuery() {
    return true;
  }

  @Override
  public Answer run(Run run) {
    Iterator<@Nullable Object[]> lines = answer.apply(run).iterator();
    return new Answer.Result(
        columns,
        new Rows() {
          @Override
          public @Nullable Object @Nullable [] next() {
            return lines.hasNext() ? lines.next() : null;
          }

          @Override
          public void close() {}
        });
  }
}
