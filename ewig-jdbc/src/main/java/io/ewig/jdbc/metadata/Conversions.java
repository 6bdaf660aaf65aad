package io.ewig.jdbc.metadata;

import java.sql.Types;
import java.util.Set;

/** Which types CAST takes to which. */
final class Conversions {

  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC);
  private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR);
  private static final Set<Integer> MOMENTS =
      Set.of(Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);
  private static final Set<Integer> BINARIES = Set.of(Types.BINARY, Types.VARBINARY);
  private static final Set<Integer> OTHERS = Set.of(Types.BOOLEAN, Types.TIME);

  private Conversions() {}

  static boolean isSupported(int from, int to) {
    if (TEXTS.contains(from)) {
      return isSimple(to);
    }
    return (TEXTS.contains(to) && isSimple(from))
        || (from == to && isSimple(from))
        || areBoth(NUMBERS, from, to)
        || areBoth(MOMENTS, from, to)
        || areBoth(BINARIES, from, to);
  }

  private static boolean isSimple(int type) {
    return NUMBERS.contains(type)
        || TEXTS.contains(type)
        || MOMENTS.contains(type)
        || OTHERS.contains(type);
  }

  private static boolean areBoth(Set<Integer> types, int from, int to) {
    return types.contains(from) && types.contains(to);
  }
}
