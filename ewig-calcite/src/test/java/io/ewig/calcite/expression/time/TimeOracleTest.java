package io.ewig.calcite.expression.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.expression.Evaluator;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times and decimals against the JDK's own arithmetic. */
class TimeOracleTest {

  private final Evaluator evaluator = new Evaluator();
  private final Random random = new Random(5);

  private LocalDateTime moment() {
    return LocalDateTime.ofEpochSecond(
        random.nextLong(-30_000_000_000L, 100_000_000_000L),
        random.nextInt(1_000_000_000),
        ZoneOffset.UTC);
  }

  private static String literal(LocalDateTime moment) {
    String time = moment.toLocalTime().toString();
    return "timestamp '"
        + moment.toLocalDate()
        + " "
        + (time.length() == 5 ? time + ":00" : time)
        + "'";
  }

  @Test
  void sumsAndDifferencesAreThoseOfTheJdk() {
    for (int i = 0; i < 100; i++) {
      LocalDateTime a = moment();
      LocalDateTime b =
          a.plusNanos(random.nextLong(-4_000_000_000_000_000_000L, 4_000_000_000_000_000_000L));
      assertThat(evaluator.value("(" + literal(b) + " - " + literal(a) + ") day to second"))
          .isEqualTo(Interval.of(Duration.between(a, b)));
      assertThat(evaluator.value("timestampdiff(month, " + literal(a) + ", " + literal(b) + ")"))
          .isEqualTo((int) ChronoUnit.MONTHS.between(a, b));
      assertThat(evaluator.value("timestampdiff(hour, " + literal(a) + ", " + literal(b) + ")"))
          .isEqualTo((int) ChronoUnit.HOURS.between(a, b));
      int months = random.nextInt(200) - 100;
      assertThat(evaluator.value(literal(a) + " + " + months + " * interval '1' month"))
          .isEqualTo(a.plusMonths(months));
      assertThat(evaluator.value("floor(" + literal(a) + " to hour)"))
          .isEqualTo(a.truncatedTo(ChronoUnit.HOURS));
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (int i = 0; i < 100; i++) {
      LocalDateTime a = moment();
      String text = evaluator.text(literal(a));
      assertThat(evaluator.value("cast('" + text + "' as timestamp)")).isEqualTo(a);
      long nanos = random.nextLong();
      String interval =
          evaluator.text("cast('" + Duration.ofNanos(nanos) + "' as interval day to second)");
      assertThat(evaluator.value("cast('" + interval + "' as interval day to second)"))
          .isEqualTo(Interval.ofNanos(nanos));
    }
  }

  @Test
  void decimalsAreExact() {
    for (int i = 0; i < 100; i++) {
      BigDecimal a = BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(9));
      BigDecimal b = BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(9));
      String x = "(" + a.toPlainString() + ".0)".substring(a.scale() > 0 ? 2 : 0);
      String y = "(" + b.toPlainString() + ".0)".substring(b.scale() > 0 ? 2 : 0);
      assertThat((BigDecimal) evaluator.value(x + " + " + y)).isEqualByComparingTo(a.add(b));
      assertThat((BigDecimal) evaluator.value(x + " - " + y)).isEqualByComparingTo(a.subtract(b));
      assertThat((BigDecimal) evaluator.value(x + " * " + y)).isEqualByComparingTo(a.multiply(b));
      if (b.signum() != 0) {
        BigDecimal quotient = (BigDecimal) evaluator.value(x + " / " + y);
        assertThat(quotient)
            .isEqualByComparingTo(a.divide(b, quotient.scale(), RoundingMode.HALF_UP));
      }
    }
  }
}
