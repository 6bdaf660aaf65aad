package io.ewig.calcite.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many joins that the best order is not searched for, and rows as with few. */
class ManyJoinsTest {

  private static final String NUMBERS = "with n (i) as (values 1, 2, 3, 4) select count(*) from ";

  private final Queries queries = new Queries();

  @ParameterizedTest
  @ValueSource(ints = {2, 11, 12, 40})
  void aChainOfEqualitiesKeepsItsRows(int tables) {
    assertThat(queries.rows(NUMBERS + tables(tables) + " where " + chain(tables)))
        .hasToString("[[4]]");
  }

  @Test
  void aTableThatNothingConnectsIsMultipliedWith() {
    assertThat(queries.rows(NUMBERS + tables(20) + ", n loose where " + chain(20)))
        .hasToString("[[16]]");
  }

  @Test
  void conditionsOfSingleTablesHold() {
    assertThat(
            queries.rows(
                NUMBERS + tables(20) + " where " + chain(20) + " and t3.i > 1 and t17.i < 4"))
        .hasToString("[[2]]");
  }

  @Test
  void outerJoinsAmongManyKeepTheirRows() {
    assertThat(
            queries.rows(
                NUMBERS
                    + tables(12)
                    + " left join n far on far.i = t11.i and far.i > 3 where "
                    + chain(12)
                    + " and far.i is null"))
        .hasToString("[[3]]");
  }

  private static String tables(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n t" + i).collect(Collectors.joining(", "));
  }

  private static String chain(int count) {
    return IntStream.range(1, count)
        .mapToObj(i -> "t" + (i - 1) + ".i = t" + i + ".i")
        .collect(Collectors.joining(" and "));
  }
}
