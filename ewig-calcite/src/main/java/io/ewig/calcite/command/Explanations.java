package io.ewig.calcite.command;

import io.ewig.calcite.change.planning.ChangePlanner;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.Measured;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** EXPLAIN and EXPLAIN ANALYZE: the steps of a plan, one a line, inputs below and indented. */
final class Explanations {

  private Explanations() {}

  /**
   * @param tree this call's own
   */
  static List<@Nullable Object[]> plan(SqlNode tree, Understanding understanding) {
    Operator root =
        tree.isA(SqlKind.QUERY)
            ? understanding.query(tree).root()
            : new ChangePlanner(understanding).query(tree);
    return lines(root, Operator::describe);
  }

  /** Runs a query to its end, and tells what each step did. */
  static List<@Nullable Object[]> analyzed(SqlNode tree, Understanding understanding) {
    if (!tree.isA(SqlKind.QUERY)) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "EXPLAIN ANALYZE runs what it explains, and takes queries only; EXPLAIN shows how rows to"
              + " change are found");
    }
    Operator root = understanding.measuredQuery(tree).root();
    Execution execution = understanding.execution();
    try (Rows rows = root.open(execution)) {
      while (rows.next() != null) {
        execution.tick();
      }
    }
    return lines(root, step -> ran(step, execution));
  }

  /** A step that is a part of the one above it has no rows and no time of its own. */
  private static String ran(Operator step, Execution execution) {
    if (step instanceof Measured measured) {
      return measured.describe(execution);
    }
    String how = execution.noted(step);
    return step.describe() + (how.isEmpty() ? "" : " (" + how + ")");
  }

  private static List<@Nullable Object[]> lines(
      Operator root, Function<Operator, String> description) {
    List<@Nullable Object[]> lines = new ArrayList<>();
    add(root, 0, description, lines);
    return lines;
  }

  private static void add(
      Operator operator,
      int depth,
      Function<Operator, String> description,
      List<@Nullable Object[]> lines) {
    lines.add(new Object[] {"  ".repeat(depth) + description.apply(operator)});
    for (Operator input : operator.inputs()) {
      add(input, depth + 1, description, lines);
    }
  }
}
