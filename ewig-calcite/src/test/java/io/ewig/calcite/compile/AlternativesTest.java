package io.ewig.calcite.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists of constants, short ones and long ones, find the same rows, and are planned in a moment.
 */
class AlternativesTest {

  private static final String NUMBERS = "with n (i) as (values 1, 2, 50, 4000) select i from n ";
  private static final String SOME = "with n (i) as (values 1, 2, null) select i from n ";
  private final Queries queries = new Queries();

  private String found(String sql) {
    return queries.rows(sql).toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 21, 22, 3000})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aListOfAnyLengthHasWhatIsInIt(int length) {
    String in = length > 50 ? "[[2], [50]]" : "[[2]]";
    String out = length > 50 ? "[[1], [4000]]" : "[[1], [50], [4000]]";
    assertThat(found(NUMBERS + "where i in (" + list(length) + ")")).isEqualTo(in);
    assertThat(found(NUMBERS + "where i not in (" + list(length) + ")")).isEqualTo(out);
    int chained = Math.min(length, 100);
    assertThat(found(NUMBERS + "where " + chain(chained, "i = ", " or "))).isEqualTo(in);
    assertThat(found(NUMBERS + "where " + chain(chained, "i <> ", " and "))).isEqualTo(out);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30})
  void otherConditionsStayBesideTheList(int length) {
    String chain = chain(length, "i = ", " or ");
    assertThat(found(NUMBERS + "where " + chain + " or i > 3999 or i + 1 = 51"))
        .isEqualTo("[[2], [50], [4000]]");
    assertThat(found(NUMBERS + "where (" + chain + ") and i < 2")).isEqualTo("[]");
    assertThat(found(NUMBERS + "where " + chain(length, "i <> ", " and ") + " and i < 50"))
        .isEqualTo("[[1]]");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30})
  void nullIsInNoList(int length) {
    assertThat(found(SOME + "where i in (" + list(length) + ")")).isEqualTo("[[2]]");
    assertThat(found(SOME + "where i not in (" + list(length) + ")")).isEqualTo("[[1]]");
    assertThat(found(SOME + "where i not in (" + list(length) + ", null)")).isEqualTo("[]");
    assertThat(found(SOME + "where (i in (" + list(length) + ")) is null")).isEqualTo("[[null]]");
  }

  @Test
  void aListInASubqueryIsTakenTogetherToo() {
    String list = list(2000);
    assertThat(
            found(
                NUMBERS
                    + "where exists (select 1 from n m where m.i = n.i and m.i in ("
                    + list
                    + ")) and i not in (select i from n where i in ("
                    + chain(100, "", ", ")
                    + "))"))
        .isEqualTo("[]");
  }

  /** From 2 on. */
  private static String list(int length) {
    return chain(length, "", ", ");
  }

  private static String chain(int length, String before, String between) {
    return IntStream.range(2, length + 2)
        .mapToObj(i -> before + i)
        .collect(Collectors.joining(between));
  }
}
