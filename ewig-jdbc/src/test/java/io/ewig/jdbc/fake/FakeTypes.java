package io.ewig.jdbc.fake;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.result.ListRows;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A type of each kind, and a value of each. */
public final class FakeTypes {

  private static final Map<String, ValueType> TYPES = new LinkedHashMap<>();
  private static final List<Object> VALUES = new ArrayList<>();

  static {
    add(Types.BOOLEAN, "BOOLEAN", 0, 0, true);
    add(Types.TINYINT, "TINYINT", 0, 0, (byte) 7);
    add(Types.SMALLINT, "SMALLINT", 0, 0, (short) 300);
    add(Types.INTEGER, "INTEGER", 0, 0, 70_000);
    add(Types.BIGINT, "BIGINT", 0, 0, 5_000_000_000L);
    add(Types.REAL, "REAL", 0, 0, 1.5f);
    add(Types.DOUBLE, "DOUBLE", 0, 0, 2.25);
    add(Types.DECIMAL, "DECIMAL", 12, 3, new BigDecimal("-1234.500"));
    add(Types.CHAR, "CHAR", 3, 0, "abc");
    add(Types.VARCHAR, "VARCHAR", 0, 0, "Grüße");
    add(Types.BINARY, "BINARY", 2, 0, new byte[] {1, 2});
    add(Types.VARBINARY, "VARBINARY", 10, 0, new byte[] {(byte) 0xca, (byte) 0xfe});
    add(Types.DATE, "DATE", 0, 0, LocalDate.of(2026, 3, 8));
    add(Types.TIME, "TIME", 18, 9, LocalTime.of(23, 59, 58, 123_456_789));
    add(
        Types.TIMESTAMP,
        "TIMESTAMP",
        29,
        9,
        LocalDateTime.of(2026, 3, 8, 2, 30, 0, 123_456_789)); // does not exist in New York
    add(
        Types.TIMESTAMP_WITH_TIMEZONE,
        "TIMESTAMP WITH TIME ZONE",
        35,
        9,
        Instant.parse("2026-07-01T12:00:00.000000001Z"));
    add(Types.OTHER, "INTERVAL YEAR TO MONTH", 0, 0, Period.ofMonths(14));
    add(Types.OTHER, "INTERVAL DAY TO SECOND", 0, 0, Duration.ofMillis(90_061_500));
    add(Types.OTHER, "UUID", 0, 0, UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
    add(Types.VARCHAR, "JSON", 0, 0, "{\"a\":1}");
    add(Types.STRUCT, "ROW", 0, 0, new Object[] {1, "x", null});
    add(Types.OTHER, "MAP", 0, 0, Map.of("k", 1));
    TYPES.put("INTEGER ARRAY", new ValueType(Types.ARRAY, "INTEGER ARRAY", 0, 0, named("INTEGER")));
    VALUES.add(Arrays.asList(1, null, 3));
    TYPES.put("DATE ARRAY", new ValueType(Types.ARRAY, "DATE ARRAY", 0, 0, named("DATE")));
    VALUES.add(List.of(LocalDate.of(2026, 1, 31)));
    TYPES.put("ANY", new ValueType(Types.OTHER, "ANY", 0, 0, null));
    VALUES.add("anything");
  }

  private FakeTypes() {}

  private static void add(int code, String name, int precision, int scale, Object value) {
    TYPES.put(name, new ValueType(code, name, precision, scale, null));
    VALUES.add(value);
  }

  static ValueType named(String name) {
    ValueType type = TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException(name);
    }
    return type;
  }

  /** A column for each type, with its name in lower case and underscores. */
  static List<ColumnInfo> columns() {
    return TYPES.values().stream()
        .map(type -> ListRows.column(type.name().toLowerCase(Locale.ROOT).replace(' ', '_'), type))
        .toList();
  }

  static Object[] values() {
    return VALUES.toArray();
  }

  public static List<String> names() {
    return List.copyOf(TYPES.keySet());
  }
}
