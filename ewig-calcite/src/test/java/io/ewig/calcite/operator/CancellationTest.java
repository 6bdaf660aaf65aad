package io.ewig.calcite.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.operator.aggregate.HashAggregate;
import io.ewig.calcite.operator.aggregate.function.AggregateFunctions;
import io.ewig.calcite.operator.join.CorrelatedJoin;
import io.ewig.calcite.operator.join.HashJoin;
import io.ewig.calcite.operator.join.JoinKeys;
import io.ewig.calcite.operator.join.JoinType;
import io.ewig.calcite.operator.join.NestedLoopJoin;
import io.ewig.calcite.operator.recursion.RecursiveUnion;
import io.ewig.calcite.operator.recursion.WorkTable;
import io.ewig.calcite.operator.recursion.WorkTableScan;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.calcite.operator.set.Distinct;
import io.ewig.calcite.operator.set.SetOperation;
import io.ewig.calcite.operator.sort.Sort;
import io.ewig.calcite.operator.sort.TopN;
import io.ewig.calcite.operator.window.Frame;
import io.ewig.calcite.operator.window.Window;
import io.ewig.calcite.operator.window.WindowFunctions;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an operator does with endless rows, it stops soon, and leaves nothing behind. */
class CancellationTest {

  /** As many rows as the execution lets pass between two looks, at most. */
  private static final int ROWS_MAX = 128;

  private static final RowCount FIVE = RowCount.limit((row, execution) -> 5);

  private static final Map<String, Function<Operator, Operator>> OPERATORS = operators();

  static Set<String> names() {
    return OPERATORS.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aCancelledOperatorStops(String name) {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    stops(
        name, Runs.execution(1L << 30, TemporaryFolder.none(), cancellation), ErrorCode.CANCELLED);
  }

  @ParameterizedTest
  @MethodSource("names")
  void anOperatorStopsWhenItsTimeIsUp(String name) {
    Execution execution =
        new Execution(
            new Object[0],
            Instant.EPOCH,
            ZoneOffset.UTC,
            new Cancellation(),
            () -> 100,
            99,
            new MemoryAccount(1L << 30));
    stops(name, execution, ErrorCode.TIMED_OUT);
  }

  /** Rows of large documents take long: nobody waits for a thousand of them. */
  @Test
  void whereRowsAreSlowTheClockIsLookedAtMoreOften() {
    long second = 1_000_000_000;
    AtomicLong clock = new AtomicLong(second);
    Execution execution =
        new Execution(
            new Object[0],
            Instant.EPOCH,
            ZoneOffset.UTC,
            new Cancellation(),
            clock::get,
            10 * second,
            new MemoryAccount(1L << 30));
    Endless endless = new Endless();
    Condition slow =
        (row, context) -> {
          clock.addAndGet(second / 10);
          return Condition.FALSE;
        };
    try (Rows rows = new Filter(endless, slow, "slow").open(execution)) {
      assertThatThrownBy(rows::next)
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMED_OUT));
    }
    assertThat(endless.read).isBetween(90, 100);
  }

  private static void stops(String name, Execution execution, ErrorCode code) {
    Endless endless = new Endless();
    Operator operator = OPERATORS.get(name).apply(endless);
    try (Rows rows = operator.open(execution)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  rows.next();
                }
              })
          .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.code()).isEqualTo(code));
      assertThat(endless.read).isLessThanOrEqualTo(ROWS_MAX);
    }
    assertThat(execution.memory().bytes()).isZero();
    assertThat(operator.describe()).isNotBlank();
    assertThat(operator.inputs()).isNotNull();
  }

  private static Map<String, Function<Operator, Operator>> operators() {
    RowOrder order = RowOrder.of(SortColumn.descending(0));
    Operator one = Runs.table(List.of(List.of(-1)));
    Operator some = Runs.table(Collections.nCopies(100, List.of(-1)));
    Map<String, Function<Operator, Operator>> all = new LinkedHashMap<>();
    all.put("filter", in -> new Filter(in, (row, execution) -> false, "false"));
    all.put("project", in -> new Project(in, List.of(), new int[0], "nothing"));
    all.put("offset", in -> new Limit(in, RowCount.offset((row, execution) -> 1L << 40), null));
    all.put("union", in -> new UnionAll(List.of(in, in)));
    all.put("sample", in -> new Sample(in, 0, 1L));
    all.put("unnest", in -> new Unnest(in, new int[] {1}, true));
    all.put("values", in -> new Values(Collections.nCopies(5_000, List.of((row, execution) -> 1))));
    all.put("sort", in -> new Sort(in, order));
    all.put("first", in -> new TopN(in, order, null, FIVE));
    all.put("distinct", in -> new Distinct(in, 1));
    all.put("except", in -> new SetOperation(SetOperation.Kind.EXCEPT, List.of(in, in), 1));
    all.put(
        "aggregate",
        in -> HashAggregate.of(in, new int[] {0}, List.of(AggregateFunctions.count())));
    all.put("global", in -> HashAggregate.of(in, new int[0], List.of(AggregateFunctions.max(0))));
    all.put("hash join, table", in -> hashJoin(one, in));
    all.put("hash join, lookup", in -> hashJoin(in, one));
    all.put("loop", in -> new NestedLoopJoin(some, in, JoinType.INNER, null, 1, 1));
    all.put(
        "loop over few", in -> new NestedLoopJoin(in, some, JoinType.ANTI, (r, e) -> false, 1, 1));
    all.put("correlated", in -> new CorrelatedJoin(in, some, JoinType.ANTI, 0, 1, 1));
    all.put(
        "window",
        in ->
            new Window(
                in, new int[0], order, Frame.ALL, List.of(WindowFunctions.rowNumber(false))));
    all.put(
        "recursion",
        in -> {
          WorkTable table = new WorkTable("t");
          return new RecursiveUnion(one, new WorkTableScan(table), table, true, 1, -1);
        });
    return all;
  }

  private static Operator hashJoin(Operator left, Operator right) {
    JoinKeys keys = new JoinKeys(Keys.of(0), Keys.of(0), new boolean[] {false});
    return new HashJoin(left, right, new HashJoin.Plan(JoinType.INNER, keys, null, 1, 1, true));
  }

  /** Never looks at the execution itself. */
  private static final class Endless implements Operator {

    private int read;

    @Override
    public Rows open(Execution execution) {
      return new Rows() {
        @Override
        public Object[] next() {
          return new Object[] {read++};
        }

        @Override
        public void close() {
          // Nothing is held.
        }
      };
    }

    @Override
    public String describe() {
      return "endless";
    }

    @Override
    public List<Operator> inputs() {
      return List.of();
    }
  }
}
