package io.ewig.calcite.operator.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.Limit;
import io.ewig.calcite.operator.RandomTables;
import io.ewig.calcite.operator.RowCount;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.SortColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortTest {

  @TempDir Path folder;

  @Test
  void rowsAreInOrderAndEqualOnesStayAsTheyCame() {
    for (int seed = 0; seed < 200; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = tables.table(40, 4);
      List<SortColumn> columns = columns(tables);
      Operator sort = new Sort(Runs.table(rows), new RowOrder(columns));
      assertThat(Runs.all(sort)).as("seed %s", seed).isEqualTo(expected(rows, columns));
    }
  }

  @Test
  void sortingOnDiskIsSortingInMemory() {
    for (int seed = 0; seed < 5; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = numbered(tables.table(3_000, 300));
      List<SortColumn> columns = columns(tables);
      Operator sort = new Sort(Runs.table(rows), new RowOrder(columns));
      assertThat(Runs.allOnDisk(sort, folder))
          .as("seed %s", seed)
          .isEqualTo(expected(rows, columns));
    }
  }

  @Test
  void moreRunsThanAreMergedAtOnceStayStable() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      rows.add(List.of(i * 31 % 7, "some text that makes the row larger", i));
    }
    List<SortColumn> columns = List.of(SortColumn.ascending(0));
    Operator sort = new Sort(Runs.table(rows), new RowOrder(columns));
    assertThat(Runs.allOnDisk(sort, folder)).isEqualTo(expected(rows, columns));
  }

  @Test
  void theFirstRowsAreThoseOfTheWholeOrder() {
    for (int seed = 0; seed < 200; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = tables.table(40, 4);
      List<SortColumn> columns = columns(tables);
      int skipped = tables.random().nextInt(6);
      int taken = tables.random().nextInt(12);
      RowCount offset = RowCount.offset((row, execution) -> skipped);
      RowCount limit = RowCount.limit((row, execution) -> (long) taken);
      Operator first =
          new Limit(
              new TopN(Runs.table(rows), new RowOrder(columns), offset, limit), offset, limit);
      assertThat(Runs.all(first))
          .as("seed %s", seed)
          .isEqualTo(expected(rows, columns).stream().skip(skipped).limit(taken).toList());
    }
  }

  @Test
  void moreFirstRowsThanAHeapIsGoodForAreSorted() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 15_000; i++) {
      rows.add(List.of(i * 7_919 % 15_000));
    }
    RowCount limit = RowCount.limit((row, execution) -> 12_000);
    Operator first =
        new Limit(
            new TopN(Runs.table(rows), RowOrder.of(SortColumn.descending(0)), null, limit),
            null,
            limit);
    List<List<Object>> result = Runs.all(first);
    assertThat(result).hasSize(12_000);
    assertThat(result.get(0)).containsExactly(14_999);
    assertThat(result.get(11_999)).containsExactly(3_000);
  }

  @Test
  void firstRowsForWhichMemoryHasNoRoomAreSortedOnDisk() {
    for (int seed = 0; seed < 20; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = numbered(tables.table(2_000, 4));
      List<SortColumn> columns = columns(tables);
      int taken = tables.random().nextInt(1_500);
      RowCount limit = RowCount.limit((row, execution) -> (long) taken);
      Operator first = new TopN(Runs.table(rows), new RowOrder(columns), null, limit);
      assertThat(Runs.allOnDisk(first, folder))
          .as("seed %s", seed)
          .isEqualTo(expected(rows, columns).stream().limit(taken).toList());
    }
  }

  private static List<List<Object>> numbered(List<List<Object>> rows) {
    List<List<Object>> numbered = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Object> more = new ArrayList<>(row);
      more.add(numbered.size());
      numbered.add(more);
    }
    return numbered;
  }

  private static List<SortColumn> columns(RandomTables tables) {
    List<SortColumn> columns = new ArrayList<>();
    for (int i = 0; i <= tables.random().nextInt(3); i++) {
      columns.add(
          new SortColumn(
              tables.random().nextInt(4),
              tables.random().nextBoolean(),
              tables.random().nextBoolean()));
    }
    return columns;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<List<Object>> expected(List<List<Object>> rows, List<SortColumn> columns) {
    Comparator<List<Object>> order = (a, b) -> 0;
    for (SortColumn column : columns) {
      Comparator<Comparable> values =
          column.isDescending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
      Comparator<Comparable> nulls =
          column.isNullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
      order = order.thenComparing(row -> (Comparable) row.get(column.index()), nulls);
    }
    return rows.stream().sorted(order).toList();
  }
}
