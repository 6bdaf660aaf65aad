package io.ewig.engine.value;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types as text: {@code NAME [(N [, N])] [with time zone] {array}}. */
final class TypeText {

  /** The longest name is a tenth of it; a pattern does not run over more. */
  private static final int CHARS_MAX = 200;

  private static final Pattern SHAPE =
      Pattern.compile(
          "([a-z]+(?: (?!array\\b|with\\b|without\\b)[a-z]+)*)"
              + " ?(?:\\( ?(\\d{1,9}) ?(?:, ?(\\d{1,9}) ?)?\\))?"
              + "( with(?:out)? time zone)?((?: array)*)");

  private static final Map<String, Kind> KINDS = new HashMap<>();

  static {
    for (Kind kind : Kind.values()) {
      KINDS.put(kind.text(), kind);
    }
    KINDS.remove(Kind.ARRAY.text());
    KINDS.put("int", Kind.INTEGER);
    KINDS.put("double precision", Kind.DOUBLE);
    KINDS.put("numeric", Kind.DECIMAL);
    KINDS.put("character", Kind.CHAR);
    KINDS.put("character varying", Kind.VARCHAR);
    KINDS.put("binary varying", Kind.VARBINARY);
  }

  private TypeText() {}

  static Type parse(String text) {
    if (text.length() > CHARS_MAX) {
      throw unknown(text.substring(0, 40) + "...");
    }
    String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Matcher shape = SHAPE.matcher(words);
    if (!shape.matches()) {
      throw unknown(text);
    }
    Kind kind = kind(shape.group(1), shape.group(4));
    if (kind == null) {
      throw unknown(text);
    }
    Type type = base(kind, shape.group(2), shape.group(3), text);
    for (int left = shape.group(5).length(); left > 0; left -= " array".length()) {
      type = Type.array(type);
    }
    return type;
  }

  private static @Nullable Kind kind(String name, @Nullable String zone) {
    Kind kind = KINDS.get(name);
    if (zone == null || (kind == Kind.TIMESTAMP && zone.startsWith(" without"))) {
      return kind;
    }
    if (kind == Kind.TIME && zone.startsWith(" without")) {
      return kind;
    }
    return kind == Kind.TIMESTAMP ? Kind.TIMESTAMP_WITH_TIME_ZONE : null;
  }

  private static Type base(
      Kind kind, @Nullable String first, @Nullable String second, String text) {
    boolean numbers = kind.takes() != Kind.Takes.NOTHING;
    if ((first != null && !numbers) || (second != null && kind != Kind.DECIMAL)) {
      throw unknown(text);
    }
    int precision = first == null ? usual(kind) : Integer.parseInt(first);
    if (first != null && precision == 0 && kind.takes() == Kind.Takes.LENGTH_OR_NOTHING) {
      throw unknown(text);
    }
    return new Type(kind, precision, scale(kind, first, second), null);
  }

  private static int scale(Kind kind, @Nullable String digits, @Nullable String scale) {
    if (scale != null) {
      return Integer.parseInt(scale);
    }
    return kind == Kind.DECIMAL && digits == null ? Type.DECIMAL_SCALE_DEFAULT : 0;
  }

  private static int usual(Kind kind) {
    return switch (kind.takes()) {
      case LENGTH -> 1;
      case DIGITS_AND_SCALE -> Type.DECIMAL_DIGITS_DEFAULT;
      case FRACTION -> Type.FRACTION_DIGITS_MAX;
      case NOTHING, LENGTH_OR_NOTHING, ELEMENT -> 0;
    };
  }

  static String print(Type type) {
    String name = type.kind().text();
    return switch (type.kind().takes()) {
      case NOTHING -> name;
      case ELEMENT -> type.elementType() + " array";
      case DIGITS_AND_SCALE -> name + "(" + type.precision() + "," + type.scale() + ")";
      case LENGTH, LENGTH_OR_NOTHING ->
          type.precision() == 0 ? name : name + "(" + type.precision() + ")";
      case FRACTION ->
          type.kind() == Kind.TIMESTAMP_WITH_TIME_ZONE
              ? "timestamp(" + type.precision() + ") with time zone"
              : name + "(" + type.precision() + ")";
    };
  }

  private static UserException unknown(String text) {
    return new UserException(
        ErrorCode.UNKNOWN_OBJECT,
        "'"
            + text
            + "' is not a type; write one such as integer, decimal(10,2), varchar(40),"
            + " timestamp(9) with time zone, uuid or integer array");
  }
}
