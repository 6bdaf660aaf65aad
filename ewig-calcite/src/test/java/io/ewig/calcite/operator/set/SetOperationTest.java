package io.ewig.calcite.operator.set;

import static io.ewig.calcite.operator.Runs.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.RandomTables;
import io.ewig.calcite.operator.Runs;
import io.ewig.calcite.operator.UnionAll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetOperationTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SetOperation.Kind.class)
  void rowsAreThereAsOftenAsLeftInLists(SetOperation.Kind kind) {
    for (int seed = 0; seed < 300; seed++) {
      List<List<List<Object>>> inputs = inputs(seed, 30, 2);
      assertThat(sorted(Runs.all(operation(kind, inputs))))
          .as("seed %s", seed)
          .isEqualTo(sorted(expected(kind, inputs)));
    }
  }

  @ParameterizedTest
  @EnumSource(SetOperation.Kind.class)
  void rowsOnDiskAreThoseInMemory(SetOperation.Kind kind) {
    for (int seed = 0; seed < 4; seed++) {
      List<List<List<Object>>> inputs = inputs(seed, 3_000, seed < 2 ? 60 : 2_000);
      assertThat(sorted(Runs.allOnDisk(operation(kind, inputs), folder)))
          .as("seed %s", seed)
          .isEqualTo(sorted(expected(kind, inputs)));
    }
  }

  @Test
  void eachRowIsDistinctOnce() {
    for (int seed = 0; seed < 200; seed++) {
      List<List<Object>> rows = inputs(seed, 40, 2).get(0);
      Operator distinct = new Distinct(Runs.table(rows), 2);
      assertThat(Runs.all(distinct)).isEqualTo(new ArrayList<>(new LinkedHashSet<>(rows)));
    }
  }

  @Test
  void distinctRowsOnDiskAreThoseInMemory() {
    for (int seed = 0; seed < 4; seed++) {
      List<List<Object>> rows = inputs(seed, 4_000, 60).get(0);
      Operator distinct = new Distinct(Runs.table(rows), 2);
      assertThat(sorted(Runs.allOnDisk(distinct, folder)))
          .isEqualTo(sorted(new ArrayList<>(new LinkedHashSet<>(rows))));
    }
  }

  @Test
  void aUnionHasAllRowsInOrder() {
    List<List<List<Object>>> inputs = inputs(1, 20, 3);
    List<List<Object>> all = new ArrayList<>();
    inputs.forEach(all::addAll);
    assertThat(Runs.all(new UnionAll(inputs.stream().map(Runs::table).toList()))).isEqualTo(all);
  }

  private static List<List<List<Object>>> inputs(int seed, int rowsMax, int values) {
    RandomTables tables = new RandomTables(seed);
    List<List<List<Object>>> inputs = new ArrayList<>();
    for (int i = 0; i < 2 + tables.random().nextInt(2); i++) {
      inputs.add(tables.table(rowsMax, values).stream().map(row -> row.subList(1, 3)).toList());
    }
    return inputs;
  }

  private static Operator operation(SetOperation.Kind kind, List<List<List<Object>>> inputs) {
    return new SetOperation(kind, inputs.stream().map(Runs::table).toList(), 2);
  }

  private static List<List<Object>> expected(
      SetOperation.Kind kind, List<List<List<Object>>> inputs) {
    boolean isAll = kind == SetOperation.Kind.INTERSECT_ALL || kind == SetOperation.Kind.EXCEPT_ALL;
    boolean isIntersect =
        kind == SetOperation.Kind.INTERSECT || kind == SetOperation.Kind.INTERSECT_ALL;
    List<List<Object>> result = new ArrayList<>(inputs.get(0));
    for (List<List<Object>> other : inputs.subList(1, inputs.size())) {
      List<List<Object>> left = new ArrayList<>(other);
      if (isIntersect) {
        result.removeIf(row -> isAll ? !left.remove(row) : !left.contains(row));
      } else {
        result.removeIf(row -> isAll ? left.remove(row) : left.contains(row));
      }
    }
    return isAll ? result : new ArrayList<>(new LinkedHashSet<>(result));
  }
}
