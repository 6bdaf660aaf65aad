package io.ewig.calcite.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Operator;
import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitTest {

  private static final List<List<Object>> ROWS = List.of(List.of(1), List.of(2), List.of(3));

  static List<Object> twos() {
    return List.of((byte) 2, (short) 2, 2, 2L, new BigDecimal("2.00"), 2.0, 2.0f);
  }

  @ParameterizedTest
  @MethodSource("twos")
  void anyNumberIsANumberOfRows(Object two) {
    assertThat(Runs.all(limit(null, two))).hasToString("[[1], [2]]");
    assertThat(Runs.all(limit(two, null))).hasToString("[[3]]");
  }

  @Test
  void moreThanThereIsAreAll() {
    BigDecimal huge = new BigDecimal("1e30");
    assertThat(Runs.all(limit(0, huge))).hasSize(3);
    assertThat(Runs.all(limit(huge, huge))).isEmpty();
    assertThat(Runs.all(limit(1, Double.POSITIVE_INFINITY))).hasSize(2);
  }

  @Test
  void nullIsNoLimitAndNoOffset() {
    RowCount none = RowCount.limit((row, execution) -> null);
    RowCount zero = RowCount.offset((row, execution) -> null);
    assertThat(Runs.all(new Limit(Runs.table(ROWS), zero, none))).hasSize(3);
  }

  @Test
  void negativeNumbersOfRowsAreRefused() {
    refused(limit(null, -1L), "2201W");
    refused(limit(new BigDecimal("-0.5"), null), "2201X");
    refused(limit(null, Double.NaN), "2201W");
    refused(limit(null, "many"), "2201W");
  }

  private static void refused(Operator operator, String sqlState) {
    assertThatThrownBy(() -> Runs.all(operator))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
  }

  private static Operator limit(Object offset, Object limit) {
    return new Limit(
        Runs.table(ROWS),
        offset == null ? null : RowCount.offset((row, execution) -> offset),
        limit == null ? null : RowCount.limit((row, execution) -> limit));
  }
}
