package io.ewig.calcite.operator.recursion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.compile.Queries;
import io.ewig.calcite.operator.Filter;
import io.ewig.calcite.operator.Project;
import io.ewig.calcite.operator.Runs;
import io.ewig.engine.error.UserException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecursiveUnionTest {

  private final Queries queries = new Queries();

  @TempDir Path folder;

  @Test
  void numbersAreCounted() {
    assertThat(
            queries.rows(
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < 5)"
                    + " select * from n"))
        .hasToString("[[1], [2], [3], [4], [5]]");
  }

  @Test
  void aLongChainIsFollowedToItsEnd() {
    assertThat(
            queries.rows(
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < 30000)"
                    + " select count(*), max(i) from n"))
        .hasToString("[[30000, 30000]]");
  }

  @Test
  void aCircleEndsWithUnion() {
    assertThat(
            queries.rows(
                "with recursive edges (a, b) as (values (1, 2), (2, 3), (3, 1), (3, 4)),"
                    + " reach (x) as (select 1 union select b from edges join reach on a = x)"
                    + " select * from reach order by 1"))
        .hasToString("[[1], [2], [3], [4]]");
  }

  @Test
  void theFirstRowsOfAnEndlessRecursionAreThere() {
    assertThat(
            queries.rows(
                "with recursive n (i) as (select 1 union all select i + 1 from n)"
                    + " select * from n limit 3"))
        .hasToString("[[1], [2], [3]]");
  }

  @Test
  void anEndlessRecursionIsRefusedAtALimit() {
    WorkTable table = new WorkTable("n");
    RecursiveUnion endless =
        new RecursiveUnion(
            Runs.table(List.of(List.of(1))), new WorkTableScan(table), table, true, 1, -1);
    assertThatThrownBy(() -> Runs.all(new Filter(endless, (row, execution) -> false, "")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("takes more than 1000000 turns");
  }

  @Test
  void twoUsesOfOneRecursionDoNotMeet() {
    assertThat(
            queries.rows(
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < 3)"
                    + " select a.i, b.i from n a join n b on a.i + b.i = 4 order by 1"))
        .hasToString("[[1, 3], [2, 2], [3, 1]]");
  }

  @Test
  void manyRowsATurnGoToDisk() {
    WorkTable table = new WorkTable("n");
    List<List<Object>> seed = new java.util.ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      seed.add(List.of(0, "row number " + i));
    }
    RecursiveUnion union =
        new RecursiveUnion(
            Runs.table(seed),
            new Project(
                new Filter(new WorkTableScan(table), (row, e) -> (Integer) row[0] < 3, ""),
                List.of((row, e) -> (Integer) row[0] + 1, (row, e) -> row[1]),
                new int[] {0, 1},
                ""),
            table,
            true,
            2,
            -1);
    assertThat(Runs.allOnDisk(union, folder)).hasSize(12_000).isEqualTo(Runs.all(union));
  }
}
