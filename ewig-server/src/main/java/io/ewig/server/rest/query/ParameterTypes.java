package io.ewig.server.rest.query;

import io.ewig.jdbc.link.ValueType;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What JSON and URLs can say, as values of the types that a statement wants. */
final class ParameterTypes {

  private static final int NUMBER_CHARS_MAX = 400;
  private static final int SCALE_MAX = 1_000;

  private ParameterTypes() {}

  /** Texts become numbers and truths where such are wanted; all else is the statement's affair. */
  static @Nullable Object[] fit(@Nullable Object[] values, List<ValueType> types) {
    @Nullable Object[] fitting = values.clone();
    for (int i = 0; i < Math.min(values.length, types.size()); i++) {
      if (values[i] instanceof String text) {
        fitting[i] = fit(text, types.get(i).jdbcCode());
      }
    }
    return fitting;
  }

  private static Object fit(String text, int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC ->
          number(text);
      case Types.BOOLEAN -> truth(text);
      default -> text;
    };
  }

  private static Object number(String text) {
    if (text.length() > NUMBER_CHARS_MAX) {
      return text;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > SCALE_MAX) {
        return text; // its digits written out could fill any memory
      }
      return number.scale() == 0 && number.precision() <= 18 ? (Object) number.longValue() : number;
    } catch (NumberFormatException noNumber) {
      return text; // the statement says what is wrong with it
    }
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> text;
    };
  }
}
