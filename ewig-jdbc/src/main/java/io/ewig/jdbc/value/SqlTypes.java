package io.ewig.jdbc.value;

import static java.util.Map.entry;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ValueType;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What is to be known about types beyond their names. */
public final class SqlTypes {

  /** Of a parameter that takes anything. */
  public static final ValueType OPEN = new ValueType(Types.OTHER, "ANY", 0, 0, null);

  public static final ValueType VARCHAR = new ValueType(Types.VARCHAR, "VARCHAR", 0, 0, null);
  public static final ValueType INTEGER = new ValueType(Types.INTEGER, "INTEGER", 10, 0, null);
  public static final ValueType SMALLINT = new ValueType(Types.SMALLINT, "SMALLINT", 5, 0, null);
  public static final ValueType BIGINT = new ValueType(Types.BIGINT, "BIGINT", 19, 0, null);
  public static final ValueType BOOLEAN = new ValueType(Types.BOOLEAN, "BOOLEAN", 1, 0, null);

  /** A text without a bound is as long as memory allows. */
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final Map<String, Integer> CODES =
      Map.ofEntries(
          entry("BOOLEAN", Types.BOOLEAN),
          entry("TINYINT", Types.TINYINT),
          entry("SMALLINT", Types.SMALLINT),
          entry("INTEGER", Types.INTEGER),
          entry("INT", Types.INTEGER),
          entry("BIGINT", Types.BIGINT),
          entry("REAL", Types.REAL),
          entry("FLOAT", Types.DOUBLE),
          entry("DOUBLE", Types.DOUBLE),
          entry("DOUBLE PRECISION", Types.DOUBLE),
          entry("DECIMAL", Types.DECIMAL),
          entry("NUMERIC", Types.DECIMAL),
          entry("CHAR", Types.CHAR),
          entry("CHARACTER", Types.CHAR),
          entry("VARCHAR", Types.VARCHAR),
          entry("CHARACTER VARYING", Types.VARCHAR),
          entry("TEXT", Types.VARCHAR),
          entry("BINARY", Types.BINARY),
          entry("VARBINARY", Types.VARBINARY),
          entry("DATE", Types.DATE),
          entry("TIME", Types.TIME),
          entry("TIMESTAMP", Types.TIMESTAMP),
          entry("TIMESTAMP WITH TIME ZONE", Types.TIMESTAMP_WITH_TIMEZONE),
          entry("UUID", Types.OTHER),
          entry("JSON", Types.OTHER));

  private SqlTypes() {}

  /** The type that a number of {@link Types} stands for. */
  public static ValueType of(int jdbcCode) throws SQLException {
    if (jdbcCode == Types.OTHER || jdbcCode == Types.JAVA_OBJECT || jdbcCode == Types.NULL) {
      return OPEN;
    }
    try {
      return new ValueType(jdbcCode, JDBCType.valueOf(jdbcCode).getName(), 0, 0, null);
    } catch (IllegalArgumentException e) {
      throw SqlState.INVALID_ARGUMENT.error(jdbcCode + " is no constant of java.sql.Types", e);
    }
  }

  /** The type that a name in SQL stands for; what stands in parentheses is not looked at. */
  public static ValueType named(String name) throws SQLException {
    String word =
        name == null
            ? ""
            : name.toUpperCase(Locale.ROOT)
                .replaceAll("\\([^)]*\\)", "")
                .replaceAll("\\s+", " ")
                .strip();
    Integer code = CODES.get(word);
    if (code == null) {
      throw SqlState.INVALID_ARGUMENT.error(
          "'" + name + "' is no type of an element; known are " + new TreeSet<>(CODES.keySet()));
    }
    return new ValueType(code, word, 0, 0, null);
  }

  public static ValueType arrayOf(ValueType element) {
    return new ValueType(Types.ARRAY, element.name() + " ARRAY", 0, 0, element);
  }

  public static boolean isText(int jdbcCode) {
    return switch (jdbcCode) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.SQLXML ->
          true;
      default -> false;
    };
  }

  static boolean isBinary(int jdbcCode) {
    return jdbcCode == Types.BINARY
        || jdbcCode == Types.VARBINARY
        || jdbcCode == Types.LONGVARBINARY
        || jdbcCode == Types.BLOB;
  }

  public static boolean isSigned(ValueType type) {
    return switch (type.jdbcCode()) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> type.name().startsWith("INTERVAL");
    };
  }

  /** Digits of a number, characters of a text or a time, bytes of a binary; 0 if unbounded. */
  public static int precision(ValueType type) {
    return switch (type.jdbcCode()) {
      case Types.BOOLEAN, Types.BIT -> 1;
      case Types.TINYINT -> 3;
      case Types.SMALLINT -> 5;
      case Types.INTEGER -> 10;
      case Types.BIGINT -> 19;
      case Types.REAL -> 7;
      case Types.FLOAT, Types.DOUBLE -> 15;
      case Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          displaySize(type);
      default -> type.precision();
    };
  }

  /** Fraction digits; of a second's too. */
  public static int scale(ValueType type) {
    return switch (type.jdbcCode()) {
      case Types.DECIMAL,
          Types.NUMERIC,
          Types.TIME,
          Types.TIMESTAMP,
          Types.TIMESTAMP_WITH_TIMEZONE ->
          type.scale();
      default -> 0;
    };
  }

  /** How many characters its text has at most. */
  public static int displaySize(ValueType type) {
    int fraction = type.scale() == 0 ? 0 : type.scale() + 1;
    return switch (type.jdbcCode()) {
      case Types.BOOLEAN, Types.BIT -> 5;
      case Types.TINYINT -> 4;
      case Types.SMALLINT -> 6;
      case Types.INTEGER -> 11;
      case Types.BIGINT -> 20;
      case Types.REAL -> 15;
      case Types.FLOAT, Types.DOUBLE -> 24;
      case Types.DECIMAL, Types.NUMERIC -> type.precision() + 2;
      case Types.DATE -> 10;
      case Types.TIME -> 8 + fraction;
      case Types.TIMESTAMP -> 19 + fraction;
      case Types.TIMESTAMP_WITH_TIMEZONE -> 25 + fraction;
      default -> ofLength(type);
    };
  }

  private static int ofLength(ValueType type) {
    if (type.name().equals("UUID")) {
      return 36;
    }
    if (type.name().startsWith("INTERVAL")) {
      return 30;
    }
    if (type.precision() == 0 || type.jdbcCode() == Types.ARRAY) {
      return UNBOUNDED;
    }
    return isBinary(type.jdbcCode())
        ? (int) Math.min(UNBOUNDED, 2L * type.precision())
        : type.precision();
  }

  /** What {@code getObject} without a class gives. */
  public static String className(ValueType type) {
    return switch (type.jdbcCode()) {
      case Types.BOOLEAN, Types.BIT -> "java.lang.Boolean";
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> "java.lang.Integer";
      case Types.BIGINT -> "java.lang.Long";
      case Types.REAL -> "java.lang.Float";
      case Types.FLOAT, Types.DOUBLE -> "java.lang.Double";
      case Types.DECIMAL, Types.NUMERIC -> "java.math.BigDecimal";
      case Types.DATE -> "java.sql.Date";
      case Types.TIME -> "java.sql.Time";
      case Types.TIMESTAMP -> "java.sql.Timestamp";
      case Types.TIMESTAMP_WITH_TIMEZONE -> "java.time.OffsetDateTime";
      case Types.ARRAY -> "java.sql.Array";
      case Types.STRUCT -> "java.sql.Struct";
      default -> ofName(type);
    };
  }

  private static String ofName(ValueType type) {
    if (isText(type.jdbcCode()) || type.name().equals("JSON")) {
      return "java.lang.String";
    }
    if (isBinary(type.jdbcCode())) {
      return "[B";
    }
    if (type.name().startsWith("INTERVAL")) {
      return type.name().equals("INTERVAL YEAR TO MONTH")
          ? "java.time.Period"
          : "java.time.Duration";
    }
    return switch (type.name()) {
      case "UUID" -> "java.util.UUID";
      case "MAP" -> "java.util.Map";
      default -> "java.lang.Object";
    };
  }
}
