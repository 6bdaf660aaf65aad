package io.ewig.calcite.operator.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.operator.RandomTables;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.operator.aggregate.Qualified;
import io.ewig.calcite.operator.aggregate.function.AggregateFunctions;
import io.ewig.calcite.operator.aggregate.function.NumberForm;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.engine.error.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows against the definition: for each row of a partition, is this other row in its frame? */
class WindowTest {

  private static final int ORDER = 3;

  private static final List<WindowFunction> FUNCTIONS =
      List.of(
          WindowFunctions.rowNumber(false),
          WindowFunctions.rank(false),
          WindowFunctions.denseRank(false),
          WindowFunctions.lag(0, -1, -1, false),
          WindowFunctions.lead(0, -1, -1, true),
          WindowFunctions.firstValue(0, false),
          WindowFunctions.lastValue(0, true),
          WindowFunctions.aggregate(AggregateFunctions.count()),
          WindowFunctions.aggregate(AggregateFunctions.sum(0, true, NumberForm.BIGINT)),
          WindowFunctions.aggregate(AggregateFunctions.max(0)),
          WindowFunctions.aggregate(Qualified.filtered(AggregateFunctions.min(0), 5)),
          WindowFunctions.aggregate(AggregateFunctions.average(6, false, NumberForm.DOUBLE)),
          WindowFunctions.aggregate(Qualified.distinct(AggregateFunctions.count(0), Keys.of(0))),
          WindowFunctions.aggregate(AggregateFunctions.array(0, false, false)));

  @TempDir Path folder;

  @Test
  void valuesAreThoseOfTheDefinition() {
    for (int seed = 0; seed < 600; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = numbered(tables.table(14, 5));
      boolean isDescending = tables.random().nextBoolean();
      SortColumn column = new SortColumn(ORDER, isDescending, tables.random().nextBoolean());
      int[] partition = tables.random().nextBoolean() ? new int[] {1} : new int[0];
      Sample sample = sample(tables.random());
      Operator window =
          new Window(Runs.table(rows), partition, RowOrder.of(column), sample.frame, FUNCTIONS);
      List<List<Object>> sortedRows =
          Runs.all(
              new io.ewig.calcite.operator.sort.Sort(
                  Runs.table(rows),
                  partition.length == 0
                      ? RowOrder.of(column)
                      : RowOrder.of(SortColumn.ascending(1), column)));
      assertThat(Runs.all(window))
          .as("seed %s: %s", seed, sample)
          .isEqualTo(expected(sortedRows, partition, column, sample));
    }
  }

  @Test
  void windowsOverSortedRowsOnDiskAreThoseInMemory() {
    RandomTables tables = new RandomTables(4);
    List<List<Object>> rows = numbered(tables.table(6_000, 2_000));
    Operator window =
        new Window(
            Runs.table(rows),
            new int[] {1},
            RowOrder.of(SortColumn.ascending(ORDER)),
            Frame.ALL,
            FUNCTIONS.subList(0, 12));
    TemporaryFolder temporary = TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT);
    assertThat(Runs.all(window, Runs.execution(500_000, temporary))).isEqualTo(Runs.all(window));
    assertThat(temporary.bytes()).isZero();
  }

  @Test
  void aNegativeOffsetIsRefused() {
    Frame frame =
        new Frame(
            Frame.Unit.ROWS,
            new Frame.Bound(Frame.Place.PRECEDING, (row, execution) -> -1),
            Frame.Bound.of(Frame.Place.CURRENT_ROW),
            Frame.Exclusion.NO_OTHERS);
    Operator window =
        new Window(
            Runs.table(List.of(List.of(1))),
            new int[0],
            RowOrder.of(SortColumn.ascending(0)),
            frame,
            List.of(WindowFunctions.firstValue(0, false)));
    assertThatThrownBy(() -> Runs.all(window))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.sqlState()).isEqualTo("22013"));
  }

  @Test
  void infinitiesLeaveASlidingSumWithoutATrace() {
    List<List<Object>> rows = new ArrayList<>();
    for (double value : new double[] {1e300, 1, Double.POSITIVE_INFINITY, 2, Double.NaN, 3, 4}) {
      rows.add(List.of(rows.size(), value));
    }
    Frame frame =
        new Frame(
            Frame.Unit.ROWS,
            new Frame.Bound(Frame.Place.PRECEDING, (row, execution) -> 1),
            Frame.Bound.of(Frame.Place.CURRENT_ROW),
            Frame.Exclusion.NO_OTHERS);
    Operator window =
        new Window(
            Runs.table(rows),
            new int[0],
            RowOrder.of(SortColumn.ascending(0)),
            frame,
            List.of(
                WindowFunctions.aggregate(AggregateFunctions.sum(1, false, NumberForm.DOUBLE))));
    assertThat(Runs.all(window).stream().map(row -> row.get(2)).toList())
        .hasToString("[1.0E300, 1.0E300, Infinity, Infinity, NaN, NaN, 7.0]");
  }

  @Test
  void bucketsDifferByOneRowAtMost() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      rows.add(List.of(i, 3));
    }
    Operator window =
        new Window(
            Runs.table(rows),
            new int[0],
            RowOrder.of(SortColumn.ascending(0)),
            Frame.ALL,
            List.of(WindowFunctions.ntile(1, true), WindowFunctions.cumeDist()));
    assertThat(Runs.all(window).stream().map(row -> row.get(2)).toList())
        .hasToString("[1, 1, 1, 2, 2, 3, 3]");
  }

  private record Sample(Frame frame, int lower, int upper) {}

  private static Sample sample(Random random) {
    Frame.Place[] places = Frame.Place.values();
    int lower = random.nextInt(4);
    int upper = lower + random.nextInt(5 - lower);
    if (upper == 0) {
      upper = 2;
    }
    int lowerOffset = random.nextInt(3);
    int upperOffset = random.nextInt(3);
    Frame frame =
        new Frame(
            Frame.Unit.values()[random.nextInt(3)],
            new Frame.Bound(places[lower], (row, execution) -> lowerOffset),
            new Frame.Bound(places[upper], (row, execution) -> upperOffset),
            Frame.Exclusion.values()[random.nextInt(4)]);
    return new Sample(frame, lowerOffset, upperOffset);
  }

  private static List<List<Object>> numbered(List<List<Object>> rows) {
    List<List<Object>> numbered = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Object> more = new ArrayList<>(row);
      more.add(numbered.size());
      Integer first = (Integer) row.get(0);
      more.add(first != null && first % 2 == 0);
      more.add(first == null ? null : (Object) first.doubleValue());
      numbered.add(more);
    }
    return numbered;
  }

  private static List<List<Object>> expected(
      List<List<Object>> rows, int[] partition, SortColumn column, Sample sample) {
    List<List<Object>> result = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<List<Object>> same = new ArrayList<>();
      int place = -1;
      for (int j = 0; j < rows.size(); j++) {
        if (partition.length == 0 || Objects.equals(rows.get(i).get(1), rows.get(j).get(1))) {
          if (i == j) {
            place = same.size();
          }
          same.add(rows.get(j));
        }
      }
      List<Object> row = new ArrayList<>(rows.get(i));
      row.addAll(values(same, place, column, sample));
      result.add(row);
    }
    return result;
  }

  private static List<Object> values(
      List<List<Object>> rows, int place, SortColumn column, Sample sample) {
    List<Integer> groups = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean isNew = i == 0 || compare(rows.get(i - 1), rows.get(i), column) != 0;
      groups.add(i == 0 ? 0 : groups.get(i - 1) + (isNew ? 1 : 0));
    }
    List<Integer> frame = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (isIn(rows, groups, place, i, column, sample)
          && !isExcluded(groups, place, i, sample.frame.exclusion())) {
        frame.add((Integer) rows.get(i).get(0));
      }
    }
    List<Object> values = new ArrayList<>();
    values.add(place + 1L);
    values.add(groups.indexOf(groups.get(place)) + 1L);
    values.add(groups.get(place) + 1L);
    values.add(place == 0 ? null : rows.get(place - 1).get(0));
    values.add(
        rows.subList(place + 1, rows.size()).stream()
            .map(row -> row.get(0))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
    values.add(frame.isEmpty() ? null : frame.get(0));
    List<Integer> present = frame.stream().filter(Objects::nonNull).toList();
    values.add(present.isEmpty() ? null : present.get(present.size() - 1));
    values.add((long) frame.size());
    values.add(present.isEmpty() ? null : (Object) present.stream().mapToLong(v -> v).sum());
    values.add(present.stream().max(Integer::compare).orElse(null));
    values.add(present.stream().filter(v -> v % 2 == 0).min(Integer::compare).orElse(null));
    values.add(
        present.isEmpty()
            ? null
            : (Object) present.stream().mapToDouble(v -> v).average().getAsDouble());
    values.add(present.stream().distinct().count());
    values.add(frame);
    return values;
  }

  private static int compare(List<Object> a, List<Object> b, SortColumn column) {
    return column.compareValues(a.get(ORDER), b.get(ORDER));
  }

  private static boolean isExcluded(
      List<Integer> groups, int place, int other, Frame.Exclusion exclusion) {
    boolean isPeer = groups.get(place).equals(groups.get(other));
    return switch (exclusion) {
      case NO_OTHERS -> false;
      case CURRENT_ROW -> place == other;
      case GROUP -> isPeer;
      case TIES -> isPeer && place != other;
    };
  }

  private static boolean isIn(
      List<List<Object>> rows,
      List<Integer> groups,
      int place,
      int other,
      SortColumn column,
      Sample sample) {
    Frame frame = sample.frame;
    return isBeyond(
            rows,
            groups,
            place,
            other,
            column,
            frame.unit(),
            frame.lower().place(),
            sample.lower,
            true)
        && isBeyond(
            rows,
            groups,
            place,
            other,
            column,
            frame.unit(),
            frame.upper().place(),
            sample.upper,
            false);
  }

  /** Whether a row is not before the lower bound, or not behind the upper one. */
  private static boolean isBeyond(
      List<List<Object>> rows,
      List<Integer> groups,
      int place,
      int other,
      SortColumn column,
      Frame.Unit unit,
      Frame.Place bound,
      int offset,
      boolean isLower) {
    if (bound == Frame.Place.UNBOUNDED_PRECEDING) {
      return isLower;
    }
    if (bound == Frame.Place.UNBOUNDED_FOLLOWING) {
      return !isLower;
    }
    int signed =
        bound == Frame.Place.CURRENT_ROW ? 0 : bound == Frame.Place.PRECEDING ? -offset : offset;
    long distance =
        switch (unit) {
          case ROWS -> other - (place + signed);
          case GROUPS -> groups.get(other) - (groups.get(place) + signed);
          case RANGE -> range(rows, place, other, column, bound, signed);
        };
    return isLower ? distance >= 0 : distance <= 0;
  }

  private static long range(
      List<List<Object>> rows,
      int place,
      int other,
      SortColumn column,
      Frame.Place bound,
      int signed) {
    Long here = (Long) rows.get(place).get(ORDER);
    Long there = (Long) rows.get(other).get(ORDER);
    if (here == null || there == null || bound == Frame.Place.CURRENT_ROW) {
      return column.compareValues(there, here);
    }
    return column.isDescending() ? here - signed - there : there - (here + signed);
  }
}
