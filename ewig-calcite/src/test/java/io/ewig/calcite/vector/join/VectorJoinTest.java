package io.ewig.calcite.vector.join;

import static io.ewig.calcite.operator.Runs.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.RandomTables;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.operator.aggregate.function.NumberForm;
import io.ewig.calcite.operator.aggregate.function.SumResult;
import io.ewig.calcite.operator.join.HashJoin;
import io.ewig.calcite.operator.join.JoinKeys;
import io.ewig.calcite.operator.join.JoinType;
import io.ewig.calcite.operator.row.KeyRule;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.aggregate.CountRows;
import io.ewig.calcite.vector.aggregate.SumLongs;
import io.ewig.calcite.vector.aggregate.VectorAggregate;
import io.ewig.calcite.vector.scan.VectorScan;
import io.ewig.calcite.vector.stored.RowSource;
import io.ewig.calcite.vector.stored.StoredColumn.Wanted;
import io.ewig.calcite.vector.term.ColumnLongs;
import io.ewig.calcite.vector.term.LongTerm.Form;
import io.ewig.calcite.vector.term.NameKey;
import io.ewig.calcite.vector.term.RowSieve;
import io.ewig.calcite.vector.term.Sieve;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joins by vectors against those that go row by row. */
class VectorJoinTest {

  private static final int SEEDS = 200;
  private static final int WIDTH = 4;
  private static final int NUMBER = 0;
  private static final int LARGE = 3;
  private static final List<VectorKind> KINDS =
      List.of(VectorKind.NUMBER, VectorKind.VALUE, VectorKind.VALUE, VectorKind.NUMBER);
  private static final Expression LESS =
      (row, execution) ->
          row[LARGE] == null || row[WIDTH + LARGE] == null
              ? null
              : (Object) ((Long) row[LARGE] <= (Long) row[WIDTH + LARGE]);

  /** A join of two tables, both ways. */
  private record Both(
      List<List<Object>> sought,
      List<List<Object>> kept,
      JoinType type,
      int[] columns,
      boolean isNullEqual,
      boolean hasResidual) {

    static Both random(long seed, JoinType type) {
      RandomTables tables = new RandomTables(seed);
      return new Both(
          tables.table(30, 5),
          tables.table(30, 5),
          type,
          tables.random().nextBoolean() ? new int[] {NUMBER} : new int[] {1, LARGE},
          tables.random().nextBoolean(),
          tables.random().nextBoolean());
    }

    Operator byRow() {
      KeyRule[] rules = new KeyRule[columns.length];
      boolean[] nulls = new boolean[columns.length];
      for (int i = 0; i < columns.length; i++) {
        rules[i] = KeyRule.SAME;
        nulls[i] = isNullEqual;
      }
      JoinKeys keys = new JoinKeys(new Keys(columns, rules), new Keys(columns, rules), nulls);
      HashJoin.Plan plan =
          new HashJoin.Plan(type, keys, hasResidual ? LESS : null, WIDTH, WIDTH, true);
      return new HashJoin(Runs.table(sought), Runs.table(kept), plan);
    }

    Operator byVectors() {
      int width = type.isHalf() ? WIDTH : 2 * WIDTH;
      return new VectorScan(
          source(new RowSource(Runs.table(sought), KINDS)),
          List.of(),
          IntStream.range(0, width).boxed().toList(),
          byRow());
    }

    VectorSource source(VectorSource of) {
      int[] both = {LARGE, WIDTH + LARGE};
      List<Sieve> residual =
          hasResidual ? List.of(new RowSieve(both, Condition.of(LESS))) : List.of();
      return new VectorJoin(
          of,
          List.of(),
          WIDTH,
          type,
          IntStream.of(columns).mapToObj(this::key).toList(),
          residual,
          VectorJoin.Kept.of(new RowSource(Runs.table(kept), KINDS), List.of(), wanted()));
    }

    private JoinKey key(int column) {
      if (KINDS.get(column) == VectorKind.NUMBER) {
        ColumnLongs longs = new ColumnLongs(column, form(column));
        return new LongJoinKey(longs, longs, isNullEqual);
      }
      ValueJoinKey.Term value = new ValueJoinKey.Term(-1, new int[] {column}, new Column(column));
      return new ValueJoinKey(value, value, KeyRule.SAME, isNullEqual);
    }
  }

  private static Form form(int column) {
    return column == NUMBER ? Form.INTEGER : Form.BIGINT;
  }

  private static List<Wanted> wanted() {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < WIDTH; i++) {
      VectorKind kind = KINDS.get(i);
      wanted.add(new Wanted(i, kind, kind == VectorKind.NUMBER ? form(i) : null));
    }
    return wanted;
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      names = {"INNER", "LEFT", "SEMI", "ANTI"})
  void vectorsJoinWhatRowsDo(JoinType type) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Both both = Both.random(seed, type);
      assertThat(sorted(Runs.all(both.byVectors())))
          .as("seed %s: %s", seed, both)
          .isEqualTo(sorted(Runs.all(both.byRow())));
    }
  }

  @Test
  void nothingIsLookedUpWhereNothingIsKept() {
    Both both = new Both(List.of(), List.of(), JoinType.INNER, new int[] {0}, false, false);
    Operator join =
        new VectorScan(both.source(new Unreadable()), List.of(), List.of(0), both.byRow());
    assertThat(Runs.all(join)).isEmpty();
  }

  /** May not be asked for rows. */
  private record Unreadable() implements VectorSource {

    @Override
    public VectorKind kind(int column) {
      return KINDS.get(column);
    }

    @Override
    public boolean pays(Execution execution) {
      return true;
    }

    @Override
    public Batches open(Execution execution) {
      throw new IllegalStateException("nobody may read this");
    }
  }

  @Test
  void whatHasNoRoomIsJoinedRowByRow() {
    List<List<Object>> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(List.of(i, "text " + i, i, (long) i));
    }
    Both both =
        new Both(many.subList(0, 3), many, JoinType.INNER, new int[] {NUMBER}, false, false);
    Operator byRow = Runs.table(List.of(List.of("row by row")));
    Operator join =
        new VectorScan(
            both.source(new RowSource(Runs.table(both.sought), KINDS)),
            List.of(),
            List.of(NUMBER),
            byRow);
    assertThat(Runs.all(join)).hasSize(3);
    Execution poor = Runs.execution(Runs.TINY, TemporaryFolder.none());
    assertThat(Runs.all(join, poor)).containsExactly(List.of("row by row"));
    assertThat(poor.memory().bytes()).isZero();
  }

  @Test
  void twoThreadsLookUpInOneTable() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Both both = Both.random(seed, seed % 2 == 0 ? JoinType.INNER : JoinType.LEFT);
      Operator grouped = grouped(both);
      Execution one = Runs.execution(MemoryAccount.BYTES_DEFAULT, TemporaryFolder.none());
      Execution two = Runs.execution(MemoryAccount.BYTES_DEFAULT, TemporaryFolder.none()).by(2);
      assertThat(sorted(Runs.all(grouped, two)))
          .as("seed %s", seed)
          .isEqualTo(sorted(Runs.all(grouped, one)));
      assertThat(two.memory().bytes()).isZero();
    }
  }

  /** By the text that was found. */
  private static Operator grouped(Both both) {
    int text = WIDTH + 1;
    return new VectorAggregate(
        both.source(new Parted(both.sought, 0, both.sought.size())),
        List.of(),
        List.of(new NameKey(text, new Column(text))),
        List.of(
            new CountRows(),
            new SumLongs(
                new ColumnLongs(WIDTH + LARGE, Form.BIGINT),
                new SumResult(NumberForm.BIGINT, SumResult.Kind.SUM))),
        both.byRow());
  }

  /** Rows in halves, one for each of two threads. */
  private record Parted(List<List<Object>> rows, int from, int to) implements VectorSource {

    @Override
    public VectorKind kind(int column) {
      return KINDS.get(column);
    }

    @Override
    public boolean pays(Execution execution) {
      return true;
    }

    @Override
    public List<VectorSource> parts(int threads, Execution execution) {
      int middle = (from + to) / 2;
      return threads < 2
          ? List.of(this)
          : List.of(new Parted(rows, from, middle), new Parted(rows, middle, to));
    }

    @Override
    public Batches open(Execution execution) {
      return new RowSource(Runs.table(rows.subList(from, to)), KINDS).open(execution);
    }
  }

  @Test
  void aJoinThatKeepsRowsOfBothSidesIsRefused() {
    Both both = Both.random(1, JoinType.FULL);
    assertThatThrownBy(both::byVectors)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FULL");
  }
}
