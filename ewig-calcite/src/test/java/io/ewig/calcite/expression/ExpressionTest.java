package io.ewig.calcite.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.EwigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Expressions and what they give, a file for each theme: {@code expression => text}, or the
 * SQLSTATE of the error behind an exclamation mark.
 */
class ExpressionTest {

  private static final List<String> THEMES =
      List.of(
          "arithmetic",
          "casts",
          "collections",
          "json",
          "logic",
          "numbers",
          "patterns",
          "periods",
          "session",
          "texts",
          "times");

  private final Evaluator evaluator = new Evaluator();

  @TestFactory
  Stream<DynamicContainer> everyExpressionGivesWhatIsWritten() {
    return THEMES.stream()
        .map(
            theme ->
                DynamicContainer.dynamicContainer(theme, lines(theme).stream().map(this::test)));
  }

  private DynamicTest test(String line) {
    int arrow = line.lastIndexOf(" => ");
    String expression = line.substring(0, arrow);
    String expected = line.substring(arrow + 4).replace("\\n", "\n");
    return DynamicTest.dynamicTest(line, () -> assertThat(outcome(expression)).isEqualTo(expected));
  }

  private String outcome(String expression) {
    try {
      return evaluator.text(expression);
    } catch (EwigException e) {
      return "!" + e.sqlState();
    }
  }

  private static List<String> lines(String theme) {
    try (InputStream file =
        ExpressionTest.class.getResourceAsStream("/expressions/" + theme + ".txt")) {
      return new ArrayList<>(
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.contains(" => "))
              .toList());
    } catch (IOException e) {
      throw new IllegalStateException(theme, e);
    }
  }

  @Test
  void instantsAreSeenInTheZoneOfTheSession() {
    Evaluator berlin = new Evaluator("Europe/Berlin");
    assertThat(berlin.text("current_timestamp")).isEqualTo("2026-03-15 11:20:30.123456789+01:00");
    assertThat(berlin.text("localtimestamp")).isEqualTo("2026-03-15 11:20:30.123456789");
    assertThat(berlin.text("extract(hour from current_timestamp)")).isEqualTo("11");
    assertThat(berlin.text("cast('2024-07-01 12:00:00' as timestamp with local time zone)"))
        .isEqualTo("2024-07-01 12:00:00+02:00");
    assertThat(
            berlin.text(
                "cast(timestamp '2024-07-01 12:00:00' as timestamp with local time zone)"
                    + " = cast('2024-07-01 10:00:00Z' as timestamp with local time zone)"))
        .isEqualTo("true");
    assertThat(
            berlin.text(
                "timestamp '2024-07-01 12:00:00'"
                    + " = cast('2024-07-01 10:00:00Z' as timestamp with local time zone)"))
        .isEqualTo("true");
  }

  @Test
  void aMonthLaterIsTheSameHourOnTheWallAndADayLaterIsTwentyFourHours() {
    Evaluator berlin = new Evaluator("Europe/Berlin");
    String before = "cast('2024-03-30 12:00:00' as timestamp with local time zone)";
    assertThat(berlin.text(before + " + interval '1' month"))
        .isEqualTo("2024-04-30 12:00:00+02:00");
    assertThat(berlin.text(before + " + interval '1' day")).isEqualTo("2024-03-31 13:00:00+02:00");
  }

  @Test
  void typesOfResultsAreThoseOfPostgresWithinLimits() {
    assertThat(evaluator.type("1.0 / 3")).isEqualTo("DECIMAL(17, 16)");
    assertThat(evaluator.type("1.5 * 1.25")).isEqualTo("DECIMAL(5, 3)");
    assertThat(evaluator.type("current_timestamp")).contains("TIME_ZONE(9)");
    assertThat(evaluator.type("localtimestamp")).isEqualTo("TIMESTAMP(9)");
    assertThat(evaluator.type("cast(1 as decimal)")).isEqualTo("DECIMAL(38, 0)");
    assertThat(evaluator.type("cast(1 as decimal(255, 100))")).isEqualTo("DECIMAL(255, 100)");
    assertThat(evaluator.type("case when 1 = 2 then 'a' else 'bcd' end")).isEqualTo("VARCHAR(3)");
  }

  @Test
  void parametersAreReadFromTheExecution() {
    assertThat(evaluator.value("cast(? as integer) + 1", 41)).isEqualTo(42);
    assertThat(evaluator.value("cast(? as varchar) || 'x'", "y")).isEqualTo("yx");
    assertThat(evaluator.value("upper(cast(? as varchar))", new Object[] {null})).isNull();
  }
}
