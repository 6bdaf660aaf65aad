package io.ewig.calcite.operator.join;

import static io.ewig.calcite.operator.Runs.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.Filter;
import io.ewig.calcite.operator.RandomTables;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.operator.row.Keys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every join against two loops over lists. */
class JoinTest {

  private static final int WIDTH = 4;
  private static final Expression LESS =
      (row, execution) ->
          row[3] == null || row[7] == null ? null : (Object) ((Long) row[3] <= (Long) row[7]);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void hashJoinsAreTwoLoops(JoinType type) {
    for (int seed = 0; seed < 150; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> left = tables.table(12, 4);
      List<List<Object>> right = tables.table(12, 4);
      boolean isNullEqual = tables.random().nextBoolean();
      boolean hasResidual = tables.random().nextBoolean();
      int[] columns = tables.random().nextBoolean() ? new int[] {0} : new int[] {1, 2};
      List<List<Object>> expected =
          joined(left, right, type, matching(columns, isNullEqual, hasResidual));
      for (boolean isRightInTable : new boolean[] {true, false}) {
        Operator join = join(left, right, type, columns, isNullEqual, hasResidual, isRightInTable);
        assertThat(sorted(Runs.all(join))).as("seed %s", seed).isEqualTo(sorted(expected));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void hashJoinsOnDiskAreThoseInMemory(JoinType type) {
    for (int seed = 0; seed < 6; seed++) {
      RandomTables tables = new RandomTables(seed);
      int values = seed % 2 == 0 ? 3 : 400;
      List<List<Object>> left = tables.table(900, values);
      List<List<Object>> right = tables.table(900, values);
      boolean hasResidual = seed < 4;
      int[] columns = {0, 1};
      for (boolean isRightInTable : new boolean[] {true, false}) {
        Operator join = join(left, right, type, columns, seed == 1, hasResidual, isRightInTable);
        assertThat(sorted(Runs.allOnDisk(join, folder)))
            .as("seed %s", seed)
            .isEqualTo(sorted(Runs.all(join)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void rowsOfOneKeyAreJoinedLoadByLoad(JoinType type) {
    List<List<Object>> left = new ArrayList<>();
    List<List<Object>> right = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      left.add(Arrays.asList(7, "x", null, i % 5 == 0 ? null : (long) i));
      right.add(Arrays.asList(7, "x", null, i % 7 == 0 ? null : (long) i - 200));
    }
    left.add(Arrays.asList(8, "y", null, 1L));
    right.add(Arrays.asList(9, "z", null, 1L));
    for (boolean isRightInTable : new boolean[] {true, false}) {
      Operator join = join(left, right, type, new int[] {0}, false, true, isRightInTable);
      assertThat(sorted(Runs.allOnDisk(join, folder)))
          .isEqualTo(sorted(joined(left, right, type, matching(new int[] {0}, false, true))));
    }
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void nestedLoopsAreTwoLoops(JoinType type) {
    for (int seed = 0; seed < 150; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> left = tables.table(8, 4);
      List<List<Object>> right = tables.table(8, 4);
      Expression condition = seed % 3 == 0 ? null : LESS;
      Operator join =
          new NestedLoopJoin(Runs.table(left), Runs.table(right), type, condition, WIDTH, WIDTH);
      List<List<Object>> expected =
          joined(left, right, type, matching(new int[0], false, condition != null));
      assertThat(Runs.all(join)).as("seed %s", seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void nestedLoopsOnDiskAreThoseInMemory(JoinType type) {
    RandomTables tables = new RandomTables(3);
    List<List<Object>> left = tables.table(60, 50);
    List<List<Object>> right = tables.table(900, 50);
    Operator join =
        new NestedLoopJoin(Runs.table(left), Runs.table(right), type, LESS, WIDTH, WIDTH);
    assertThat(Runs.allOnDisk(join, folder)).isEqualTo(Runs.all(join));
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      names = {"INNER", "LEFT", "SEMI", "ANTI"})
  void correlatedJoinsSeeTheLeftRow(JoinType type) {
    for (int seed = 0; seed < 100; seed++) {
      RandomTables tables = new RandomTables(seed);
      List<List<Object>> left = tables.table(8, 4);
      List<List<Object>> right = tables.table(8, 4);
      Operator filtered =
          new Filter(
              Runs.table(right),
              (row, execution) -> Objects.equals(row[0], execution.outer(2)[0]),
              "");
      Operator join = new CorrelatedJoin(Runs.table(left), filtered, type, 2, WIDTH, WIDTH);
      assertThat(Runs.all(join))
          .isEqualTo(joined(left, right, type, matching(new int[] {0}, true, false)));
    }
  }

  @Test
  void aSideWithoutRowsIsNotJoinedWithAnything() {
    Operator failing =
        new Filter(
            Runs.table(List.of(Arrays.asList(1, null, null, null))),
            (row, execution) -> {
              throw new IllegalStateException("was read");
            },
            "");
    Operator none = Runs.table(List.of());
    HashJoin.Plan plan =
        new HashJoin.Plan(JoinType.INNER, keys(new int[] {0}, false), null, WIDTH, WIDTH, true);
    assertThat(Runs.all(new HashJoin(failing, none, plan))).isEmpty();
    assertThat(Runs.all(new NestedLoopJoin(none, failing, JoinType.LEFT, null, WIDTH, WIDTH)))
        .isEmpty();
  }

  private static JoinKeys keys(int[] columns, boolean isNullEqual) {
    boolean[] nullEqual = new boolean[columns.length];
    Arrays.fill(nullEqual, isNullEqual);
    return new JoinKeys(Keys.of(columns), Keys.of(columns), nullEqual);
  }

  private static Operator join(
      List<List<Object>> left,
      List<List<Object>> right,
      JoinType type,
      int[] columns,
      boolean isNullEqual,
      boolean hasResidual,
      boolean isRightInTable) {
    return new HashJoin(
        Runs.table(left),
        Runs.table(right),
        new HashJoin.Plan(
            type,
            keys(columns, isNullEqual),
            hasResidual ? LESS : null,
            WIDTH,
            WIDTH,
            isRightInTable));
  }

  private static BiPredicate<List<Object>, List<Object>> matching(
      int[] columns, boolean isNullEqual, boolean hasResidual) {
    return (left, right) -> {
      for (int column : columns) {
        Object a = left.get(column);
        Object b = right.get(column);
        if (a == null || b == null ? !(isNullEqual && a == b) : !a.equals(b)) {
          return false;
        }
      }
      Long a = (Long) left.get(3);
      Long b = (Long) right.get(3);
      return !hasResidual || (a != null && b != null && a <= b);
    };
  }

  private static List<List<Object>> joined(
      List<List<Object>> left,
      List<List<Object>> right,
      JoinType type,
      BiPredicate<List<Object>, List<Object>> matches) {
    List<List<Object>> result = new ArrayList<>();
    Set<Integer> matchedRight = new HashSet<>();
    List<Object> nulls = Collections.nCopies(WIDTH, null);
    for (List<Object> a : left) {
      boolean isMatched = false;
      for (int i = 0; i < right.size(); i++) {
        if (matches.test(a, right.get(i))) {
          isMatched = true;
          matchedRight.add(i);
          if (type != JoinType.SEMI && type != JoinType.ANTI) {
            result.add(pair(a, right.get(i)));
          }
        }
      }
      if (type == JoinType.SEMI && isMatched || type == JoinType.ANTI && !isMatched) {
        result.add(a);
      } else if (!isMatched && (type == JoinType.LEFT || type == JoinType.FULL)) {
        result.add(pair(a, nulls));
      }
    }
    for (int i = 0; i < right.size(); i++) {
      if (!matchedRight.contains(i) && (type == JoinType.RIGHT || type == JoinType.FULL)) {
        result.add(pair(nulls, right.get(i)));
      }
    }
    return result;
  }

  private static List<Object> pair(List<Object> left, List<Object> right) {
    List<Object> pair = new ArrayList<>(left);
    pair.addAll(right);
    return pair;
  }
}
