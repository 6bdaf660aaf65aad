package io.ewig.server.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {

  private static final int ROUNDS = 20_000;

  private static List<CsvRecord> read(String text) throws IOException {
    CsvReader reader = new CsvReader(new StringReader(text), ',', "");
    List<CsvRecord> records = new ArrayList<>();
    for (CsvRecord record = reader.next(); record != null; record = reader.next()) {
      records.add(record);
    }
    return records;
  }

  private static String some(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(",\"\n\r ab;ä\u65e5".charAt(random.nextInt(10)));
    }
    return text.toString();
  }

  @Test
  void whatIsQuotedComesBackWithItsLine() throws IOException {
    Random random = new Random(4);
    for (int round = 0; round < ROUNDS; round++) {
      List<List<String>> rows = new ArrayList<>();
      List<Long> lines = new ArrayList<>();
      StringBuilder csv = new StringBuilder();
      String end = random.nextBoolean() ? "\n" : "\r\n";
      for (int i = random.nextInt(4); i >= 0; i--) {
        List<String> row = new ArrayList<>();
        lines.add(1 + csv.chars().filter(c -> c == '\n').count());
        for (int column = random.nextInt(4); column >= 0; column--) {
          String value = random.nextInt(5) == 0 ? null : some(random);
          row.add(value);
          csv.append(value == null ? "" : '"' + value.replace("\"", "\"\"") + '"');
          csv.append(column == 0 ? end : ",");
        }
        rows.add(row);
      }
      rowsOfNothing(rows, lines);
      List<CsvRecord> records = read(csv.toString());
      assertThat(records).as(csv.toString()).extracting(CsvRecord::values).isEqualTo(rows);
      assertThat(records).as(csv.toString()).extracting(CsvRecord::line).isEqualTo(lines);
    }
  }

  /** An empty line is no record, but where the first one has one value. */
  private static void rowsOfNothing(List<List<String>> rows, List<Long> lines) {
    boolean hasOneValue = false;
    for (int i = 0; i < rows.size(); ) {
      boolean isNothing = rows.get(i).size() == 1 && rows.get(i).get(0) == null;
      if (isNothing && !hasOneValue) {
        rows.remove(i);
        lines.remove(i);
      } else {
        hasOneValue |= i == 0 && rows.get(i).size() == 1;
        i++;
      }
    }
  }

  @Test
  void anyTextIsReadOrRefused() throws IOException {
    Random random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i > 0; i--) {
        text.append(some(random));
      }
      try {
        assertThat(read(text.toString())).allMatch(record -> !record.values().isEmpty());
      } catch (UserException refused) {
        assertThat(refused).hasMessageStartingWith("line ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true;FALSE|boolean",
        "1;-20|bigint",
        "1;2.5|double",
        "007;1|varchar",
        "2026-01-02|date",
        "2026-01-02 10:00:00Z;2026-01-02T10:00:00.5+01:00|timestamp with time zone",
        "x|varchar",
        "1234567890123456789;-9223372036854775808|bigint",
        "9223372036854775808;1|decimal(38, 0)",
        "1.12345678901234567;20|decimal(38, 17)",
        "0.30000000000000004;1.50;1e300|double",
        "9007199254740993.0|decimal(38, 1)",
        "9007199254740992.0|double",
        "1e400|varchar",
        "1e5;12345678901234567890|varchar"
      })
  void aTypeHasRoomForAllValues(String values, String type) throws IOException {
    assertThat(Guess.of(read(values.replace(';', '\n')), 0).sql()).isEqualTo(type);
  }
}
