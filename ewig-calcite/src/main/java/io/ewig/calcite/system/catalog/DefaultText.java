package io.ewig.calcite.system.catalog;

import io.ewig.engine.schema.Default;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Defaults of columns as SQL. */
final class DefaultText {

  private DefaultText() {}

  /** Null if there is none, or the column counts by itself. */
  static @Nullable String of(Default byDefault) {
    if (byDefault instanceof Default.Constant constant) {
      return literal(constant.value());
    } else if (byDefault instanceof Default.CurrentTimestamp) {
      return "CURRENT_TIMESTAMP";
    } else if (byDefault instanceof Default.OfSequence sequence) {
      return "NEXT VALUE FOR " + quoted(sequence.schema()) + "." + quoted(sequence.name());
    }
    return byDefault instanceof Default.RandomUuid ? "RANDOM_UUID()" : null;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof Number) {
      return value.toString();
    } else if (value instanceof Bytes bytes) {
      return "X'" + HexFormat.of().formatHex(bytes.toArray()) + "'";
    } else if (value instanceof LocalDate) {
      return "DATE '" + value + "'";
    } else if (value instanceof LocalTime) {
      return "TIME '" + value + "'";
    } else if (value instanceof LocalDateTime) {
      return "TIMESTAMP '" + value.toString().replace('T', ' ') + "'";
    } else if (value instanceof Instant || value instanceof Interval) {
      return "'" + value + "'";
    }
    return "'" + value.toString().replace("'", "''") + "'";
  }
}
