package io.ewig.calcite.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operator a join becomes. */
class JoinPlanTest {

  private static final String TABLES =
      """
      with a (i, d, c) as (values (1, 1.50, cast('x' as char(3))), (2, 2.00, null)),
      b (l, r, v) as (values (cast(2 as bigint), cast(1.5 as double), cast('x' as varchar(9))),
        (null, 2.0, 'y'))
      """;

  private final Queries queries = new Queries();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select i, v from a, b where i = l              | [[2, x]]
          select i, v from a join b on i + 1 = l         | [[1, x]]
          select i, v from a join b on d = r             | [[1, x], [2, y]]
          select i, v from a join b on i = r             | [[2, y]]
          select i, v from a join b on d = l             | [[2, x]]
          select i, v from a left join b on i = l + 0    | [[1, null], [2, x]]
          select i, v from a full join b on i - 1 = l    | [[1, null], [2, null], [null, x], [null, y]]
          select i, v from a join b on i is not distinct from l | [[2, x]]
          select i from a where i in (select l + 0 from b)      | [[2]]
          """)
  void equalExpressionsAreKeysOfAHashJoin(String sql, String rows) {
    Operator operator = queries.operator(TABLES + sql);
    assertThat(tree(operator)).contains("hash join").doesNotContain("nested loop");
    assertThat(Runs.sorted(Runs.all(operator))).hasToString(rows);
  }

  @Test
  void otherConditionsAreLoops() {
    assertThat(tree(queries.operator(TABLES + "select i from a join b on i < l")))
        .contains("nested loop join: inner on a condition");
  }

  @Test
  void theSmallerSideIsInTheTable() {
    assertThat(
            tree(
                queries.operator(
                    TABLES + "select a.i from a join (select * from b limit 1) as x on a.i = x.l")))
        .doesNotContain("left in table");
    assertThat(
            tree(
                queries.operator(
                    TABLES + "select a.i from (select * from a limit 1) as a join b on a.i = b.l")))
        .contains("left in table");
  }

  private static String tree(Operator operator) {
    StringBuilder text = new StringBuilder(operator.describe()).append('\n');
    operator.inputs().forEach(input -> text.append(tree(input)));
    return text.toString();
  }
}
