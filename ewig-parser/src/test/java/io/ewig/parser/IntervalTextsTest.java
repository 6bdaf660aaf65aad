package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals whose units stand in the text. */
class IntervalTextsTest {

  private static final long DAY = 86_400_000;

  private static IntervalValue interval(String expression) {
    SqlSelect select = (SqlSelect) SqlText.parse("SELECT " + expression).tree();
    SqlIntervalLiteral literal = (SqlIntervalLiteral) select.getSelectList().get(0);
    return literal.getValueAs(IntervalValue.class);
  }

  private static long months(String expression) {
    IntervalValue interval = interval(expression);
    return interval.getSign() * SqlParserUtil.intervalToMonths(interval);
  }

  private static long millis(String expression) {
    IntervalValue interval = interval(expression);
    return interval.getSign() * SqlParserUtil.intervalToMillis(interval);
  }

  @ParameterizedTest
  @CsvSource({
    "1 day, 86400000",
    "2 days, 172800000",
    "1 week, 604800000",
    "10 hours, 36000000",
    "1.5 hours, 5400000",
    "90 minutes, 5400000",
    "90 min, 5400000",
    "1 day 2 hours 3 mins 4 secs, 93784000",
    "1 DAY 02:03:04.5, 93784500",
    "1day, 86400000",
    "-1 day +1 hour, -82800000",
    "01:02, 3720000",
    "-00:00:01, -1000",
    "5 seconds ago, -5000",
    "250 milliseconds, 250",
    "250 ms, 250",
    "1h 30m, 5400000",
    "1h30m5s, 5405000",
    "@ 1 minute, 60000",
    "3 4:05:06, 273906000",
    "-3 4:05, -244500000",
    "P3DT4H5M6.5S, 273906500",
    "PT-5M, -300000",
    "p2w, 1209600000",
    "0 days, 0"
  })
  void timesAreAddedUp(String text, long millis) {
    assertThat(millis("INTERVAL '" + text + "'")).isEqualTo(millis);
    assertThat(millis("'" + text + "'::INTERVAL")).isEqualTo(millis);
    assertThat(millis("INTERVAL -'" + text + "'")).isEqualTo(-millis);
  }

  @ParameterizedTest
  @CsvSource({
    "1 month, 1",
    "1 year 2 months, 14",
    "2 mons ago, -2",
    "-1 year, -12",
    "1.5 years, 18",
    "1 decade, 120",
    "2 centuries, 2400",
    "1-2, 14",
    "-1-2, -14",
    "P1Y2M, 14"
  })
  void monthsAreAddedUp(String text, long months) {
    assertThat(months("INTERVAL '" + text + "'")).isEqualTo(months);
  }

  @Test
  void sumsOfRandomPartsComeOut() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      int days = random.nextInt(2_000) - 1_000;
      int hours = random.nextInt(100) - 50;
      BigDecimal seconds = BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 3);
      String text = days + " days " + hours + " hours " + seconds.toPlainString() + " seconds";
      long expected = days * DAY + hours * 3_600_000L + seconds.movePointRight(3).longValueExact();
      assertThat(millis("INTERVAL '" + text + "'")).as(text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1",
        "day",
        "1 parsec",
        "1 day x",
        "1.2.3 days",
        "1 day,",
        "0.3 months",
        "ago",
        "1 day ago ago",
        ":30",
        "99999999999999999999 days"
      })
  void whatIsNoIntervalIsRefused(String text) {
    assertThatThrownBy(() -> SqlText.parse("SELECT INTERVAL '" + text + "'"))
        .hasMessageContaining("is no interval");
  }

  @Test
  void monthsAndDaysDoNotMix() {
    assertThatThrownBy(() -> SqlText.parse("SELECT INTERVAL '1 month 1 day'"))
        .hasMessageContaining("add two intervals");
  }

  @Test
  void onlyALiteralIsCastWithoutAUnit() {
    assertThatThrownBy(() -> SqlText.parse("SELECT a::INTERVAL"))
        .hasMessageContaining("::INTERVAL DAY");
  }
}
