package io.ewig.engine.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The total order of each type's canonical values; keys in bytes sort the same way. */
public final class Order {

  private Order() {}

  static int compare(Type type, Object a, Object b) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
      case TINYINT -> Byte.compare((Byte) a, (Byte) b);
      case SMALLINT -> Short.compare((Short) a, (Short) b);
      case INTEGER -> Integer.compare((Integer) a, (Integer) b);
      case BIGINT -> Long.compare((Long) a, (Long) b);
      case REAL -> Float.compare((Float) a, (Float) b);
      case DOUBLE -> Double.compare((Double) a, (Double) b);
      case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
      case CHAR -> texts(withoutBlanks((String) a), withoutBlanks((String) b));
      case VARCHAR -> texts((String) a, (String) b);
      case BINARY, VARBINARY -> ((Bytes) a).compareTo((Bytes) b);
      case DATE -> ((LocalDate) a).compareTo((LocalDate) b);
      case TIME -> ((LocalTime) a).compareTo((LocalTime) b);
      case TIMESTAMP -> ((LocalDateTime) a).compareTo((LocalDateTime) b);
      case TIMESTAMP_WITH_TIME_ZONE -> ((Instant) a).compareTo((Instant) b);
      case INTERVAL_YEAR_TO_MONTH, INTERVAL_DAY_TO_SECOND -> ((Interval) a).compareTo((Interval) b);
      case UUID -> uuids((UUID) a, (UUID) b);
      case JSON -> ((JsonText) a).compareTo((JsonText) b);
      case ARRAY -> arrays(type.elementType(), (List<?>) a, (List<?>) b);
    };
  }

  static int nullsFirst(Type type, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return compare(type, a, b);
  }

  /** By code points, as UTF-8 sorts; UTF-16 would put surrogates below the end of the plane. */
  public static int texts(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return lifted(x) - lifted(y);
      }
    }
    return a.length() - b.length();
  }

  /** Surrogates above all other characters, which is where their code points are. */
  private static int lifted(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }

  /** The padding of a char means nothing. */
  public static String withoutBlanks(String text) {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == ' ') {
      length--;
    }
    return text.substring(0, length);
  }

  /** As 16 unsigned bytes; {@code UUID.compareTo} takes the halves as signed. */
  public static int uuids(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  private static int arrays(Type element, List<?> a, List<?> b) {
    int shared = Math.min(a.size(), b.size());
    for (int i = 0; i < shared; i++) {
      int order = nullsFirst(element, a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return a.size() - b.size();
  }
}
