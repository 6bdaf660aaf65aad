package io.ewig.calcite.expression.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of PostgreSQL's manual, and the corners between them. */
class NumberFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "-0.1|99.99|  -.10",
        "-0.1|FM9.99|-.1",
        "0.1|0.9| 0.1",
        "12|9990999.9|    0012.0",
        "12|FM9990999.9|0012.",
        "485|999| 485",
        "-485|999|-485",
        "485|9 9 9| 4 8 5",
        "1485|9,999| 1,485",
        "1485|9G999| 1,485",
        "148.5|999.999| 148.500",
        "148.5|FM999.999|148.5",
        "148.5|FM999.990|148.500",
        "3148.5|9G999D999| 3,148.500",
        "-485|999S|485-",
        "-485|999MI|485-",
        "485|999MI|485 ",
        "485|FM999MI|485",
        "485|PL999|+485",
        "485|SG999|+485",
        "-485|SG999|-485",
        "-485|9SG99|4-85",
        "-485|999PR|<485>",
        "485|999PR| 485 ",
        "485|\"Good number:\"999|Good number: 485",
        "485.8|\"Pre:\"999\" Post:\" .999|Pre: 485 Post: .800",
        "12|S9999|  +12",
        "0|999|   0",
        "0|9.9|  .0",
        "0|FM999|0",
        "-0.001|9.99|  .00",
        "12345|999| ###",
        "12|9,999|    12",
        "0.5|FM$0.00|$0.50"
      })
  void aNumberIsWrittenAsInPostgresql(BigDecimal number, String pattern, String expected) {
    assertThat(NumberFormat.parse(pattern).format(number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.9.9", "S9S", "99V9", "9.9EEEE", "RN", "9TH"})
  void whatIsNoPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> NumberFormat.parse(pattern))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + pattern + "'");
  }
}
