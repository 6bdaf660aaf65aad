package io.ewig.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer | integer",
        "INT | integer",
        "Decimal ( 10 , 2 ) | decimal(10,2)",
        "numeric | decimal(38,9)",
        "char | char(1)",
        "character varying(20) | varchar(20)",
        "varchar | varchar",
        "timestamp | timestamp(9)",
        "timestamp(3) without time zone | timestamp(3)",
        "timestamp(9) with time zone | timestamp(9) with time zone",
        "timestamp with time zone | timestamp(9) with time zone",
        "time(0) | time(0)",
        "double precision | double",
        "interval year to month | interval year to month",
        "integer array | integer array",
        "timestamp with time zone array array | timestamp(9) with time zone array array",
        "varchar(3) array | varchar(3) array"
      })
  void textsAreRead(String text, String canonical) {
    assertThat(Type.parse(text)).hasToString(canonical);
    assertThat(Type.parse(canonical)).isEqualTo(Type.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "integre",
        "integer(3)",
        "varchar(0)",
        "varchar(2,3)",
        "date with time zone",
        "time with time zone",
        "array",
        "integer array array array array array",
        "decimal(256)",
        "decimal(3,4)",
        "timestamp(10)",
        "char(4097)",
        "varchar(999999999)",
        "json(1)",
        "int (",
        "varchar(99999999999)"
      })
  void whatIsNoTypeIsRefused(String text) {
    assertThatThrownBy(() -> Type.parse(text)).isInstanceOf(UserException.class);
  }

  @Test
  void everyTypeSurvivesItsText() {
    Values values = new Values(new Randoms(1));
    for (int i = 0; i < 10_000; i++) {
      Type type = values.type();
      assertThat(Type.parse(type.toString())).isEqualTo(type);
    }
  }

  @Test
  void whatIsAcceptedIsCanonical() {
    Values values = new Values(new Randoms(2));
    for (int i = 0; i < 50_000; i++) {
      Type type = values.type();
      Object value = values.value(type);
      assertThat(value).isInstanceOf(type.kind().javaClass());
      assertThat(type.accept(value)).as("%s of %s", value, type).isEqualTo(value);
    }
  }

  @Test
  void equalInOrderIsEqual() {
    Values values = new Values(new Randoms(3));
    for (int i = 0; i < 50_000; i++) {
      Type type = values.type();
      Object a = values.value(type);
      Object b = values.value(type);
      assertThat(type.compare(a, b) == 0).isEqualTo(a.equals(b));
      assertThat(Integer.signum(type.compare(a, b))).isEqualTo(-Integer.signum(type.compare(b, a)));
      if (a.equals(b)) {
        assertThat(a).hasSameHashCodeAs(b);
      }
    }
  }

  @Test
  void orderIsTransitive() {
    Values values = new Values(new Randoms(4));
    for (int i = 0; i < 500; i++) {
      Type type = values.type();
      List<Object> many = new ArrayList<>();
      for (int j = 0; j < 40; j++) {
        many.add(values.value(type));
      }
      many.sort(type::compare);
      for (int a = 0; a < many.size(); a++) {
        for (int b = a; b < many.size(); b++) {
          assertThat(type.compare(many.get(a), many.get(b))).isLessThanOrEqualTo(0);
        }
      }
    }
  }

  @Test
  void obviousClassesAreWidened() {
    assertThat(Type.BIGINT.accept(7)).isEqualTo(7L);
    assertThat(Type.TINYINT.accept(7L)).isEqualTo((byte) 7);
    assertThat(Type.SMALLINT.accept(new BigDecimal("7.0"))).isEqualTo((short) 7);
    assertThat(Type.INTEGER.accept("-12")).isEqualTo(-12);
    assertThat(Type.BIGINT.accept(BigInteger.TEN)).isEqualTo(10L);
    assertThat(Type.DOUBLE.accept(7)).isEqualTo(7.0);
    assertThat(Type.DOUBLE.accept(1.5f)).isEqualTo(1.5);
    assertThat(Type.REAL.accept(0.1)).isEqualTo(0.1f);
    assertThat(Type.REAL.accept("NaN")).isEqualTo(Float.NaN);
    assertThat(Type.decimal(10, 2).accept(0.1)).isEqualTo(new BigDecimal("0.10"));
    assertThat(Type.decimal(10, 2).accept(3)).isEqualTo(new BigDecimal("3.00"));
    assertThat(Type.VARCHAR.accept('x')).isEqualTo("x");
    assertThat(Type.BOOLEAN.accept("TRUE")).isEqualTo(true);
    assertThat(Type.VARBINARY.accept(new byte[] {1})).isEqualTo(Bytes.of((byte) 1));
    assertThat(Type.array(Type.BIGINT).accept(new Object[] {1, null}))
        .isEqualTo(Arrays.asList(1L, null));
    assertThat(Type.JSON.accept("{}")).isEqualTo(new JsonText("{}"));
    assertThat(Type.UUID.accept("00000000-0000-0001-0000-000000000002")).isEqualTo(new UUID(1, 2));
  }

  @Test
  void momentsAreReadAndCutNotRounded() {
    assertThat(Type.DATE.accept("2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(Type.time(3).accept("23:59:59.9999")).isEqualTo(LocalTime.parse("23:59:59.999"));
    assertThat(Type.timestamp(0).accept("2026-01-31 23:59:59.9"))
        .isEqualTo(LocalDateTime.parse("2026-01-31T23:59:59"));
    assertThat(Type.TIMESTAMP.accept(LocalDate.of(2026, 1, 31)))
        .isEqualTo(LocalDateTime.parse("2026-01-31T00:00"));
    Instant instant = Instant.parse("2026-01-31T22:00:00Z");
    for (String text :
        List.of("2026-01-31 23:00:00+01:00", "2026-01-31 23:00:00 +01", "2026-01-31T22:00:00Z")) {
      assertThat(Type.TIMESTAMP_WITH_TIME_ZONE.accept(text)).isEqualTo(instant);
    }
    assertThatThrownBy(() -> Type.TIMESTAMP_WITH_TIME_ZONE.accept("2026-02-31 23:00:00+01:00"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("2026-02-31 23:00:00+01:00");
    OffsetDateTime offset = OffsetDateTime.parse("2026-01-31T23:00+01:00");
    assertThat(Type.TIMESTAMP_WITH_TIME_ZONE.accept(offset)).isEqualTo(instant);
    ZonedDateTime zoned = offset.toZonedDateTime();
    assertThat(Type.TIMESTAMP_WITH_TIME_ZONE.accept(zoned)).isEqualTo(instant);
    Instant before = Instant.parse("1969-12-31T23:59:59.9999Z");
    assertThat(Type.timestampWithTimeZone(3).accept(before))
        .isEqualTo(Instant.parse("1969-12-31T23:59:59.999Z"));
    assertThat(Type.INTERVAL_YEAR_TO_MONTH.accept("P1Y2M")).isEqualTo(Interval.ofMonths(14));
    assertThat(Type.INTERVAL_YEAR_TO_MONTH.accept(Period.ofYears(1)))
        .isEqualTo(Interval.ofMonths(12));
    assertThat(Type.INTERVAL_DAY_TO_SECOND.accept("P1DT0.5S"))
        .isEqualTo(Interval.ofNanos(86_400_500_000_000L));
    assertThat(Type.INTERVAL_DAY_TO_SECOND.accept(Duration.ofMillis(1)))
        .isEqualTo(Interval.ofNanos(1_000_000));
    assertThat(Interval.ofMonths(14)).hasToString("P1Y2M");
  }

  @Test
  void decimalsAreRoundedHalfUp() {
    Type type = Type.decimal(4, 2);
    assertThat(type.accept("1.005")).isEqualTo(new BigDecimal("1.01"));
    assertThat(type.accept("-1.005")).isEqualTo(new BigDecimal("-1.01"));
    assertThat(type.accept(new BigDecimal("1e-999999999"))).isEqualTo(new BigDecimal("0.00"));
    assertThat(type.accept(new BigDecimal(BigInteger.ZERO, 999_999_999)))
        .isEqualTo(new BigDecimal("0.00"));
    assertThat(type.accept("99.994")).isEqualTo(new BigDecimal("99.99"));
    refused(type, "99.995", ErrorCode.OUT_OF_RANGE);
    refused(type, new BigDecimal("1e999999999"), ErrorCode.OUT_OF_RANGE);
    refused(Type.BIGINT, new BigDecimal("1e999999999"), ErrorCode.OUT_OF_RANGE);
  }

  @Test
  void thereIsOneZeroAndOneNaN() {
    assertThat(Type.DOUBLE.accept(-0.0)).isEqualTo(0.0);
    assertThat(Type.REAL.accept(-0.0f)).isEqualTo(0.0f);
    assertThat(Type.DOUBLE.compare(Double.NaN, Double.POSITIVE_INFINITY)).isPositive();
    double oddNaN = Double.longBitsToDouble(0xfff8000000000001L);
    assertThat(Double.doubleToRawLongBits((Double) Type.DOUBLE.accept(oddNaN)))
        .isEqualTo(Double.doubleToRawLongBits(Double.NaN));
  }

  @Test
  void charAndBinaryArePadded() {
    assertThat(Type.character(3).accept("a")).isEqualTo("a  ");
    assertThat(Type.character(3).accept("abc  ")).isEqualTo("abc");
    assertThat(Type.varchar(3).accept("a")).isEqualTo("a");
    assertThat(Type.varchar(2).accept("\ud83c\udf39\ud83c\udf39"))
        .isEqualTo("\ud83c\udf39\ud83c\udf39");
    assertThat(Type.binary(2).accept(new byte[] {1})).isEqualTo(Bytes.of((byte) 1, (byte) 0));
    refused(Type.varchar(2), "abc", ErrorCode.TEXT_TOO_LONG);
    refused(Type.binary(2), new byte[3], ErrorCode.TEXT_TOO_LONG);
    refused(Type.VARCHAR, "x".repeat(Type.VALUE_BYTES_MAX + 1), ErrorCode.TEXT_TOO_LONG);
    refused(Type.VARCHAR, "half \ud83c of a rose", ErrorCode.INVALID_CHARACTER);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(Type.TINYINT, 128, ErrorCode.OUT_OF_RANGE);
    refused(Type.BIGINT, "9223372036854775808", ErrorCode.OUT_OF_RANGE);
    refused(Type.INTEGER, 1.5, ErrorCode.OUT_OF_RANGE);
    refused(Type.INTEGER, Double.NaN, ErrorCode.OUT_OF_RANGE);
    refused(Type.INTEGER, "abc", ErrorCode.INVALID_VALUE);
    refused(Type.INTEGER, "1".repeat(2000), ErrorCode.INVALID_VALUE);
    refused(Type.INTEGER, true, ErrorCode.INVALID_VALUE);
    refused(Type.REAL, 1e300, ErrorCode.OUT_OF_RANGE);
    refused(Type.REAL, new BigDecimal("1e300"), ErrorCode.OUT_OF_RANGE);
    refused(Type.DOUBLE, new BigDecimal("1e400"), ErrorCode.OUT_OF_RANGE);
    refused(Type.BOOLEAN, "yes", ErrorCode.INVALID_VALUE);
    refused(Type.BOOLEAN, 1, ErrorCode.INVALID_VALUE);
    refused(Type.VARCHAR, 1, ErrorCode.INVALID_VALUE);
    refused(Type.VARBINARY, "x", ErrorCode.INVALID_VALUE);
    refused(Type.UUID, "1-2-3-4-5", ErrorCode.INVALID_VALUE);
    refused(Type.UUID, 1, ErrorCode.INVALID_VALUE);
    refused(Type.DATE, "2026-02-30", ErrorCode.INVALID_DATETIME);
    refused(Type.DATE, LocalDate.of(10_000, 1, 1), ErrorCode.INVALID_DATETIME);
    refused(Type.DATE, 1, ErrorCode.INVALID_VALUE);
    refused(Type.TIME, "25:00", ErrorCode.INVALID_DATETIME);
    refused(Type.TIME, 1, ErrorCode.INVALID_VALUE);
    refused(Type.TIMESTAMP, "0000-01-01 00:00:00", ErrorCode.INVALID_DATETIME);
    refused(Type.TIMESTAMP, Instant.EPOCH, ErrorCode.INVALID_VALUE);
    refused(Type.TIMESTAMP_WITH_TIME_ZONE, "2026-01-01 00:00:00", ErrorCode.INVALID_DATETIME);
    refused(Type.TIMESTAMP_WITH_TIME_ZONE, Instant.MAX, ErrorCode.INVALID_DATETIME);
    refused(Type.TIMESTAMP_WITH_TIME_ZONE, 1L, ErrorCode.INVALID_VALUE);
    refused(Type.INTERVAL_DAY_TO_SECOND, "P1Y", ErrorCode.INVALID_DATETIME);
    refused(Type.INTERVAL_DAY_TO_SECOND, "soon", ErrorCode.INVALID_DATETIME);
    refused(Type.INTERVAL_DAY_TO_SECOND, Duration.ofDays(400_000), ErrorCode.OUT_OF_RANGE);
    refused(Type.INTERVAL_YEAR_TO_MONTH, Period.ofDays(1), ErrorCode.INVALID_VALUE);
    refused(Type.array(Type.INTEGER), 1, ErrorCode.INVALID_VALUE);
    refused(Type.array(Type.INTEGER), List.of("x"), ErrorCode.INVALID_VALUE);
    refused(
        Type.array(Type.INTEGER),
        Collections.nCopies(Type.ARRAY_ELEMENTS_MAX + 1, 1),
        ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void refusalsNameValueColumnAndRemedy() {
    assertThatThrownBy(() -> Type.TINYINT.accept(300, "age"))
        .hasMessage(
            "'300' does not do for column 'age' of type tinyint: it takes -128 to 127 [EWIG-1021]");
    assertThatThrownBy(() -> Type.INTEGER.accept(BigInteger.ONE.shiftLeft(5000), "age"))
        .hasMessageContaining("a number of many digits");
    assertThatThrownBy(() -> Type.BIGINT.accept("x".repeat(100), "age"))
        .hasMessageContaining("'" + "x".repeat(40) + "...'");
  }

  @Test
  void wideningKeepsEveryValue() {
    Values values = new Values(new Randoms(5));
    for (int i = 0; i < 20_000; i++) {
      Type type = values.type();
      Type wider = values.wider(type);
      assertThat(type.widensTo(wider)).as("%s to %s", type, wider).isTrue();
      Object a = values.value(type);
      Object b = values.value(type);
      assertThat(Integer.signum(wider.compare(type.widen(a, wider), type.widen(b, wider))))
          .isEqualTo(Integer.signum(type.compare(a, b)));
    }
  }

  @Test
  void whatLosesIsNoWidening() {
    assertThat(Type.BIGINT.widensTo(Type.INTEGER)).isFalse();
    assertThat(Type.BIGINT.widensTo(Type.DOUBLE)).isFalse();
    assertThat(Type.decimal(10, 2).widensTo(Type.decimal(10, 3))).isFalse();
    assertThat(Type.VARCHAR.widensTo(Type.varchar(10))).isFalse();
    assertThat(Type.varchar(3).widensTo(Type.character(3))).isFalse();
    assertThat(Type.binary(2).widensTo(Type.VARBINARY)).isFalse();
    assertThat(Type.timestamp(3).widensTo(Type.timestamp(2))).isFalse();
    assertThat(Type.DATE.widensTo(Type.TIMESTAMP)).isFalse();
    assertThat(Type.INTEGER.widensTo(Type.BOOLEAN)).isFalse();
    assertThat(Type.array(Type.BIGINT).widensTo(Type.array(Type.INTEGER))).isFalse();
  }

  @Test
  void rowsAreEqualByValue() {
    Row row = Row.of(1, null, Bytes.of((byte) 1), "a");
    Row same = Row.of(1, null, Bytes.of((byte) 1), "b").with(3, "a");
    assertThat(row).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(row.with(0, 2));
    assertThat(row.project(3, 0)).isEqualTo(Row.of("a", 1));
    assertThat(row.toList()).containsExactly(1, null, Bytes.of((byte) 1), "a");
    assertThat(row).hasToString("[1, null, x'01', a]");
  }

  private static void refused(Type type, Object value, ErrorCode code) {
    assertThatThrownBy(() -> type.accept(value, "c"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("column 'c'")
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(code);
  }
}
