package io.ewig.calcite.operator.aggregate;

import static io.ewig.calcite.operator.Runs.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.operator.RandomTables;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.operator.aggregate.function.AggregateFunctions;
import io.ewig.calcite.operator.aggregate.function.NumberForm;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashAggregateTest {

  private static final NumberForm DECIMAL = NumberForm.decimal(30, 4);

  private static final List<Aggregation> CALLS =
      List.of(
          AggregateFunctions.count(),
          AggregateFunctions.count(0, 1),
          AggregateFunctions.sum(3, true, NumberForm.BIGINT),
          AggregateFunctions.average(2, true, DECIMAL),
          AggregateFunctions.min(1),
          AggregateFunctions.max(2),
          Qualified.distinct(AggregateFunctions.count(0), Keys.of(0)));

  @TempDir Path folder;

  @Test
  void groupsAreThoseOfAMapOfLists() {
    for (int seed = 0; seed < 300; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = tables.table(30, 4);
      int[][] sets = sets(tables);
      Operator aggregate = new HashAggregate(Runs.table(rows), new int[] {0, 1}, sets, CALLS);
      assertThat(sorted(Runs.all(aggregate)))
          .as("seed %s", seed)
          .isEqualTo(sorted(expected(rows, sets)));
    }
  }

  @Test
  void groupsOnDiskAreThoseInMemory() {
    for (int seed = 0; seed < 8; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = tables.table(3_000, 500);
      int[][] sets = seed % 2 == 0 ? new int[][] {{0, 1}} : new int[][] {{0, 1}, {1}, {}};
      Operator aggregate =
          new HashAggregate(
              Runs.table(rows), new int[] {0, 1}, sets, CALLS.subList(0, CALLS.size() - 1));
      List<List<Object>> expected =
          expected(rows, sets).stream().map(row -> row.subList(0, row.size() - 1)).toList();
      assertThat(sorted(Runs.allOnDisk(aggregate, folder)))
          .as("seed %s", seed)
          .isEqualTo(sorted(expected));
    }
  }

  /** Of those groups each is small, and all together are not. */
  @Test
  void groupsThatGrowOnDiskAreThoseInMemory() {
    for (int seed = 0; seed < 8; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> rows = tables.table(6_000, 300);
      int[][] sets = seed % 2 == 0 ? new int[][] {{0, 1}} : new int[][] {{0, 1}, {1}};
      List<Aggregation> calls =
          List.of(
              Qualified.distinct(AggregateFunctions.count(3), Keys.of(3)),
              AggregateFunctions.array(3, false, true),
              AggregateFunctions.count());
      Operator aggregate = new HashAggregate(Runs.table(rows), new int[] {0, 1}, sets, calls);
      TemporaryFolder temporary = TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT);
      assertThat(sorted(Runs.all(aggregate, Runs.execution(200_000, temporary))))
          .as("seed %s", seed)
          .isEqualTo(sorted(Runs.all(aggregate)));
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void whatGrowsBeyondMemoryIsRefused() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      rows.add(List.of(i));
    }
    Operator aggregate =
        HashAggregate.of(
            Runs.table(rows), new int[0], List.of(AggregateFunctions.array(0, false, true)));
    assertThatThrownBy(
            () ->
                Runs.all(
                    aggregate,
                    Runs.execution(0, TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT))))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.sqlState()).isEqualTo("54000"));
  }

  @Test
  void withoutAFolderGroupsBeyondMemoryAreRefused() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rows.add(List.of("a rather long text to group by, number " + i));
    }
    Operator aggregate = HashAggregate.of(Runs.table(rows), new int[] {0}, List.of());
    assertThatThrownBy(() -> Runs.all(aggregate, Runs.execution(0, TemporaryFolder.none())))
        .isInstanceOf(EwigException.class)
        .hasMessageContaining("more memory");
  }

  @Test
  void sumsAreExactBeyondLongsAndRefusedBeyondTheirType() {
    List<List<Object>> rows =
        List.of(List.of(Long.MAX_VALUE), List.of(Long.MAX_VALUE), List.of(-Long.MAX_VALUE));
    assertThat(sum(rows, NumberForm.BIGINT)).isEqualTo(Long.MAX_VALUE);
    assertThat(sum(rows.subList(0, 2), NumberForm.decimal(30, 0)))
        .isEqualTo(new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TWO)));
    assertThatThrownBy(() -> sum(rows.subList(0, 2), NumberForm.BIGINT))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.sqlState()).isEqualTo("22003"));
  }

  private static Object sum(List<List<Object>> rows, NumberForm form) {
    return Runs.all(
            HashAggregate.of(
                Runs.table(rows), new int[0], List.of(AggregateFunctions.sum(0, true, form))))
        .get(0)
        .get(0);
  }

  @Test
  void anEstimateOfDistinctValuesIsNear() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      rows.add(List.of((long) i % 50_000, "v" + i % 3_000));
    }
    List<Object> result =
        Runs.all(
                HashAggregate.of(
                    Runs.table(rows),
                    new int[0],
                    List.of(
                        AggregateFunctions.distinctEstimate(0),
                        AggregateFunctions.distinctEstimate(1))))
            .get(0);
    assertThat((Long) result.get(0)).isBetween(48_500L, 51_500L);
    assertThat(result.get(1)).isEqualTo(3_000L);
  }

  @Test
  void aSecondRowIsNoSingleValue() {
    Operator two =
        HashAggregate.of(
            Runs.table(List.of(Arrays.asList((Object) null), Arrays.asList(1))),
            new int[0],
            List.of(AggregateFunctions.singleValue(0)));
    assertThatThrownBy(() -> Runs.all(two))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.sqlState()).isEqualTo("21000"));
  }

  private static int[][] sets(RandomTables tables) {
    return switch (tables.random().nextInt(4)) {
      case 0 -> new int[][] {{0, 1}};
      case 1 -> new int[][] {{0, 1}, {0}, {}};
      case 2 -> new int[][] {{0}, {1}};
      default -> new int[][] {{}};
    };
  }

  private static List<List<Object>> expected(List<List<Object>> rows, int[][] sets) {
    List<List<Object>> result = new ArrayList<>();
    for (int[] set : sets) {
      Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
      if (set.length == 0) {
        groups.put(Arrays.asList(null, null), new ArrayList<>());
      }
      for (List<Object> row : rows) {
        List<Object> key = Arrays.asList(null, null);
        for (int column : set) {
          key.set(column, row.get(column));
        }
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
      groups.forEach((key, group) -> result.add(expected(key, group)));
    }
    return result;
  }

  private static List<Object> expected(List<Object> key, List<List<Object>> group) {
    List<Object> row = new ArrayList<>(key);
    row.add((long) group.size());
    row.add(group.stream().filter(r -> r.get(0) != null && r.get(1) != null).count());
    List<Long> longs = group.stream().map(r -> (Long) r.get(3)).filter(Objects::nonNull).toList();
    row.add(longs.isEmpty() ? null : (Object) longs.stream().mapToLong(l -> l).sum());
    List<BigDecimal> decimals =
        group.stream().map(r -> (BigDecimal) r.get(2)).filter(Objects::nonNull).toList();
    row.add(
        decimals.isEmpty()
            ? null
            : decimals.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(decimals.size()), 4, RoundingMode.HALF_UP));
    row.add(
        group.stream()
            .map(r -> (String) r.get(1))
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
    row.add(decimals.stream().max(Comparator.naturalOrder()).orElse(null));
    row.add(group.stream().map(r -> r.get(0)).filter(Objects::nonNull).distinct().count());
    return row;
  }
}
