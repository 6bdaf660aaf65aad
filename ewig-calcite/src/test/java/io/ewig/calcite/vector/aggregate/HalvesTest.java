package io.ewig.calcite.vector.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.operator.aggregate.function.NumberForm;
import io.ewig.calcite.operator.aggregate.function.SumResult;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.aggregate.DistinctValues.Wanted;
import io.ewig.calcite.vector.term.ColumnLongs;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.LongKey;
import io.ewig.calcite.vector.term.LongTerm;
import io.ewig.calcite.vector.term.NameKey;
import io.ewig.calcite.vector.term.RowKey;
import io.ewig.calcite.vector.term.RowSieve;
import io.ewig.calcite.vector.term.Sieve;
import io.ewig.calcite.vector.term.TextKey;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever two threads group is what one thread groups, in the same order. */
class HalvesTest {

  private static final int ROUNDS = 300;
  private static final int ROWS_MAX = 200;
  private static final int TRIES_MAX = 10_000;
  private static final String BY_ROW = "row by row";

  private static final LongTerm FEW = new ColumnLongs(Columns.FEW, LongTerm.Form.BIGINT);
  private static final LongTerm LARGE = new ColumnLongs(Columns.LARGE, LongTerm.Form.BIGINT);
  private static final Expression TEXT = (row, execution) -> row[Columns.TEXT];

  private static final List<KeyTerm> KEYS =
      List.of(
          new LongKey(FEW),
          new LongKey(new OddOnly()),
          new NameKey(Columns.NAME, (row, execution) -> row[Columns.NAME]),
          new RowKey(new int[] {Columns.TEXT}, TEXT),
          new TextKey(Columns.TEXT));

  private static final List<VectorAggregation> CALLS =
      List.of(
          new CountRows(),
          new CountValues(new OddOnly()),
          new ExtremeLongs(LARGE, true),
          new ExtremeLongs(new OddOnly(), false),
          new SumLongs(LARGE, new SumResult(NumberForm.decimal(38, 0), SumResult.Kind.SUM)),
          new SumLongs(new OddOnly(), new SumResult(NumberForm.BIGINT, SumResult.Kind.AVERAGE)),
          new DistinctValues(KEYS.get(3), Wanted.COUNT),
          new DistinctValues(KEYS.get(3), Wanted.MIN),
          new DistinctValues(KEYS.get(2), Wanted.MAX),
          new DistinctValues(KEYS.get(4), Wanted.COUNT),
          new ExtremeTexts(Columns.TEXT, true),
          new ExtremeTexts(Columns.TEXT, false),
          new Filtered(new CountRows(), sieve(row -> row[Columns.TEXT] != null)));

  /** The few numbers, those that are odd; null for others. */
  private record OddOnly() implements LongTerm {

    @Override
    public Form form() {
      return Form.BIGINT;
    }

    @Override
    public Longs start(Execution execution) {
      return (batch, rows) -> {
        long[] numbers = batch.longs(Columns.FEW);
        boolean[] nulls = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
          nulls[i] = numbers[i] % 2 == 0;
        }
        return new LongVector(numbers, nulls);
      };
    }
  }

  /** Whether a row passes. */
  private interface Passing {
    boolean holds(@Nullable Object[] row);
  }

  private static Sieve sieve(Passing test) {
    Expression expression = (row, execution) -> test.holds(row);
    return new RowSieve(new int[] {Columns.FEW, Columns.TEXT}, Condition.of(expression));
  }

  /** Gives one row, which tells it from vectors. */
  private record ByRow() implements Operator {

    @Override
    public Rows open(Execution execution) {
      return new Rows() {
        private boolean isOver;

        @Override
        public @Nullable Object @Nullable [] next() {
          boolean isFirst = !isOver;
          isOver = true;
          return isFirst ? new Object[] {BY_ROW} : null;
        }

        @Override
        public void close() {
          isOver = true;
        }
      };
    }

    @Override
    public String describe() {
      return BY_ROW;
    }

    @Override
    public List<Operator> inputs() {
      return List.of();
    }
  }

  private static Columns random(SplittableRandom random) {
    int rows = random.nextInt(ROWS_MAX);
    long[] few = new long[rows];
    long[] large = new long[rows];
    int[] names = new int[rows];
    String[] texts = new String[rows];
    for (int i = 0; i < rows; i++) {
      few[i] = random.nextInt(-3, 6);
      large[i] = random.nextInt(3) == 0 ? Long.MAX_VALUE - few[i] : random.nextLong();
      names[i] = random.nextInt(1 + i * Columns.NAMES.size() / rows);
      texts[i] = random.nextInt(4) == 0 ? null : "t" + random.nextInt(1 + i / 8);
    }
    return new Columns(few, large, names, texts, 0, rows);
  }

  private static VectorAggregate step(Columns columns, List<Sieve> sieves, List<KeyTerm> keys) {
    return new VectorAggregate(columns, sieves, keys, CALLS, new ByRow());
  }

  private static List<String> rows(Operator step, int threads, long bytesMax) {
    Execution execution = Runs.execution(bytesMax, TemporaryFolder.none()).by(threads);
    List<String> rows = new ArrayList<>();
    try (Rows found = step.open(execution)) {
      for (Object[] row = found.next(); row != null; row = found.next()) {
        rows.add(Arrays.toString(row));
      }
    }
    assertThat(execution.memory().bytes()).as("memory that is still held").isZero();
    return rows;
  }

  @Test
  void twoThreadsFindWhatOneFinds() {
    long seed = Long.getLong("ewig.seed", 20_261_122L);
    for (int round = 0; round < ROUNDS; round++, seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<KeyTerm> keys = new ArrayList<>();
      KEYS.stream().filter(key -> random.nextBoolean()).forEach(keys::add);
      List<Sieve> sieves =
          random.nextBoolean() ? List.of() : List.of(sieve(row -> (long) row[0] > 0));
      VectorAggregate step = step(random(random), sieves, keys);
      assertThat(rows(step, 2, MemoryAccount.BYTES_DEFAULT))
          .as("seed %d, keys %s", seed, keys)
          .isEqualTo(rows(step, 1, MemoryAccount.BYTES_DEFAULT));
    }
  }

  @Test
  void whatHasNoRoomIsLeftToRows() {
    Columns columns = random(new SplittableRandom(7));
    assertThat(rows(step(columns, List.of(), KEYS), 2, Runs.TINY)).containsExactly("[row by row]");
  }

  @Test
  void anErrorOfTheHelperIsTheStatements() {
    Columns columns = random(new SplittableRandom(7));
    List<Sieve> failing =
        List.of(
            sieve(
                row -> {
                  if (Thread.currentThread().getName().equals("ewig-query")) {
                    throw new UserException(ErrorCode.INVALID_ARGUMENT, "no such flower");
                  }
                  return true;
                }));
    assertThatThrownBy(() -> untilHelped(step(columns, failing, KEYS)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no such flower");
  }

  /** Again and again: a helper that has just done something may not be back yet. */
  private static void untilHelped(Operator step) {
    for (int i = 0; i < TRIES_MAX; i++) {
      rows(step, 2, MemoryAccount.BYTES_DEFAULT);
    }
  }

  @Test
  void aHelperStopsWhenItsStatementFails() {
    Columns columns = random(new SplittableRandom(7));
    List<Sieve> failing =
        List.of(
            sieve(
                row -> {
                  if (Thread.currentThread().getName().equals("ewig-query")) {
                    return true;
                  }
                  throw new UserException(ErrorCode.INVALID_ARGUMENT, "no such herb");
                }));
    assertThatThrownBy(() -> rows(step(columns, failing, KEYS), 2, MemoryAccount.BYTES_DEFAULT))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no such herb");
  }
}
