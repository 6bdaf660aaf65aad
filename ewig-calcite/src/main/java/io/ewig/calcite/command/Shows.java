package io.ewig.calcite.command;

import io.ewig.calcite.change.ChangePlanner;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.session.Setting;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.Frontend;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import io.ewig.calcite.statement.Understanding;
import io.ewig.parser.session.ShowSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Statements that tell about the session or a plan: SHOW and EXPLAIN. */
record Shows(List<ResultColumn> columns, Function<Run, List<@Nullable Object[]>> answer)
    implements Statement {

  /**
   * @param tree a new one each time, because planning changes it
   */
  static Statement of(Frontend frontend, io.ewig.parser.Statement parsed, Supplier<SqlNode> tree) {
    if (parsed.tree() instanceof ShowSetting show) {
      return show.name().isPresent()
          ? one(Setting.of(show.name().get()), frontend.types())
          : all(frontend.types());
    }
    return new Shows(
        List.of(text("plan", frontend.types())),
        run -> explain(frontend, (SqlExplain) tree.get(), parsed.parameters(), run));
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

  private static List<@Nullable Object[]> explain(
      Frontend frontend, SqlExplain explain, int parameters, Run run) {
    SqlNode explained = explain.getExplicandum();
    List<@Nullable Object[]> lines = new ArrayList<>();
    Understanding understanding = frontend.understanding(run, parameters);
    if (explained.isA(SqlKind.QUERY)) {
      describe(understanding.query(explained).root(), 0, lines);
    } else {
      describe(new ChangePlanner(understanding).query(explained), 0, lines);
    }
    return lines;
  }

  private static void describe(Operator operator, int depth, List<@Nullable Object[]> lines) {
    lines.add(new Object[] {"  ".repeat(depth) + operator.describe()});
    for (Operator input : operator.inputs()) {
      describe(input, depth + 1, lines);
    }
  }

  @Override
  public List<ResultColumn> columns(Run run) {
    return columns;
  }

  @Override
  public List<RelDataType> parameters(Run run) {
    return List.of();
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
