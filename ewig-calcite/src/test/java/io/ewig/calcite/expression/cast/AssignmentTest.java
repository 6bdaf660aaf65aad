package io.ewig.calcite.expression.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Evaluator;
import io.ewig.calcite.type.EwigTypeFactory;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static final EwigTypeFactory TYPES = new EwigTypeFactory();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-03-15T10:20:30Z");

  private static RelDataType type(Type type) {
    return TypeMapping.calcite(type, true, TYPES);
  }

  private static Object assigned(Object value, Type from, Type to) {
    return Assignment.assign(new Constant(value), type(from), type(to), "name")
        .value(new Object[0], new Evaluator().execution());
  }

  private static Object parameter(Object plain, Type type) {
    return ParameterValues.canonical(plain, type(type), BERLIN, NOW);
  }

  @Test
  void whatIsTooLongIsRefusedAndNamesTheColumn() {
    assertThatThrownBy(() -> assigned("abcd", Type.VARCHAR, Type.varchar(3)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TEXT_TOO_LONG))
        .hasMessageContaining("'name'");
    assertThatThrownBy(() -> assigned(12345, Type.INTEGER, Type.character(3)))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> assigned(Bytes.of(new byte[3]), Type.VARBINARY, Type.varbinary(2)))
        .isInstanceOf(UserException.class);
  }

  @Test
  void blanksAtTheEndMayBeCutOff() {
    assertThat(assigned("abc  ", Type.VARCHAR, Type.varchar(3))).isEqualTo("abc");
    assertThat(assigned("\ud83d\ude00\ud83d\ude00", Type.VARCHAR, Type.varchar(2)))
        .isEqualTo("\ud83d\ude00\ud83d\ude00");
    assertThat(assigned("ab", Type.VARCHAR, Type.character(3))).isEqualTo("ab ");
  }

  @Test
  void numbersAndTimesAreCast() {
    assertThat(assigned("12", Type.VARCHAR, Type.INTEGER)).isEqualTo(12);
    assertThat(assigned(new BigDecimal("1.005"), Type.decimal(5, 3), Type.decimal(5, 2)))
        .isEqualTo(new BigDecimal("1.01"));
    assertThat(assigned(LocalDate.of(2024, 1, 2), Type.DATE, Type.TIMESTAMP))
        .isEqualTo(LocalDateTime.of(2024, 1, 2, 0, 0));
    assertThat(assigned(null, Type.VARCHAR, Type.INTEGER)).isNull();
  }

  @Test
  void parametersGetTheClassOfTheirType() {
    assertThat(parameter(5L, Type.INTEGER)).isEqualTo(5);
    assertThat(parameter("5", Type.BIGINT)).isEqualTo(5L);
    assertThat(parameter(5, Type.decimal(5, 2))).isEqualTo(new BigDecimal(5));
    assertThat(parameter(new byte[] {1}, Type.VARBINARY)).isEqualTo(Bytes.of((byte) 1));
    assertThat(parameter(Period.ofMonths(14), Type.INTERVAL_YEAR_TO_MONTH))
        .isEqualTo(Interval.ofMonths(14));
    assertThat(parameter(OffsetDateTime.parse("2024-01-01T00:00+01:00"), Type.TIMESTAMP))
        .isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 0));
    assertThat(parameter(LocalDateTime.of(2024, 7, 1, 2, 0), Type.TIMESTAMP_WITH_TIME_ZONE))
        .isEqualTo(Instant.parse("2024-07-01T00:00:00Z"));
    assertThat(parameter(List.of("1", "2"), Type.array(Type.INTEGER))).isEqualTo(List.of(1, 2));
    assertThat(parameter(7, Type.VARCHAR)).isEqualTo("7");
    assertThat(parameter(null, Type.INTEGER)).isNull();
  }

  @Test
  void parametersAreNotRoundedOrCut() {
    assertThat(parameter(new BigDecimal("1.239"), Type.decimal(5, 2)))
        .isEqualTo(new BigDecimal("1.239"));
    assertThat(parameter("abcdef", Type.varchar(3))).isEqualTo("abcdef");
    assertThatThrownBy(() -> parameter(1.5, Type.INTEGER)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> parameter(3_000_000_000L, Type.INTEGER))
        .isInstanceOf(UserException.class);
  }

  @Test
  void typesGoToCalciteAndBack() {
    for (Type type :
        List.of(
            Type.BOOLEAN,
            Type.TINYINT,
            Type.BIGINT,
            Type.REAL,
            Type.DOUBLE,
            Type.decimal(255, 100),
            Type.character(7),
            Type.VARCHAR,
            Type.varchar(9),
            Type.binary(3),
            Type.VARBINARY,
            Type.DATE,
            Type.time(3),
            Type.timestamp(6),
            Type.timestampWithTimeZone(9),
            Type.INTERVAL_YEAR_TO_MONTH,
            Type.INTERVAL_DAY_TO_SECOND,
            Type.UUID,
            Type.JSON,
            Type.array(Type.JSON),
            Type.array(Type.array(Type.decimal(5, 2))))) {
      assertThat(TypeMapping.engine(type(type))).isEqualTo(type);
    }
  }
}
