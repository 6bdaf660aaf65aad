package io.ewig.calcite.type;

import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Documents, alone and in arrays: texts in SQL, and {@link JsonText} in the engine. */
public final class Documents {

  private Documents() {}

  /** Whether values of a type are documents, or have some in them. */
  public static boolean areIn(Type type) {
    return type.kind() == Kind.ARRAY ? areIn(type.elementType()) : type.kind() == Kind.JSON;
  }

  /** A value of the engine as SQL has it. */
  public static @Nullable Object toSql(@Nullable Object value) {
    if (value instanceof JsonText document) {
      return document.text();
    }
    return value instanceof List<?> list && areIn(list) ? each(list, Documents::toSql) : value;
  }

  /** Arrays without any are left as they are: elements are of one type, so the first tells. */
  private static boolean areIn(List<?> list) {
    for (Object each : list) {
      if (each instanceof JsonText || (each instanceof List<?> inner && areIn(inner))) {
        return true;
      } else if (each != null && !(each instanceof List<?>)) {
        return false;
      }
    }
    return false;
  }

  /** A value of SQL as the engine has it. */
  public static @Nullable Object toEngine(@Nullable Object value, Type type) {
    if (!areIn(type)) {
      return value;
    } else if (value instanceof List<?> list) {
      return each(list, each -> toEngine(each, type.elementType()));
    }
    return value instanceof String text ? new JsonText(text) : value;
  }

  private static List<@Nullable Object> each(
      List<?> list, UnaryOperator<@Nullable Object> conversion) {
    List<@Nullable Object> converted = new ArrayList<>(list.size());
    list.forEach(each -> converted.add(conversion.apply(each)));
    return Collections.unmodifiableList(converted);
  }
}
