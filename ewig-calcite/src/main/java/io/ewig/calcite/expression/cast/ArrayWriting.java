package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Arrays become texts that casts to arrays read: <code>{1,NULL,"a, b",{2}}</code>. */
public final class ArrayWriting {

  /** What a cast of an array to a text stands for. */
  public static final SqlFunction ARRAY_TEXT =
      Own.function("$ARRAY_TEXT", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.ARRAY);

  /** What would be read as something else without quotes. */
  private static final Pattern QUOTED = Pattern.compile("|.*[{}\",\\\\\\s].*", Pattern.DOTALL);

  private ArrayWriting() {}

  public static void addTo(Functions functions) {
    functions.add(
        ARRAY_TEXT,
        call -> {
          Expression array = call.argument(0);
          RelDataType type = call.typeOf(0);
          return (row, execution) -> {
            Object value = array.value(row, execution);
            if (value == null) {
              return null;
            }
            StringBuilder text = new StringBuilder();
            append(text, (List<?>) value, type, execution);
            return text.toString();
          };
        });
  }

  private static void append(
      StringBuilder text, List<?> elements, RelDataType type, Execution execution) {
    RelDataType element = Objects.requireNonNull(type.getComponentType(), "elements of an array");
    Conversion words =
        element.getSqlTypeName() == SqlTypeName.ARRAY ? null : Texts.unbounded(element);
    text.append('{');
    for (int i = 0; i < elements.size(); i++) {
      execution.tick();
      text.append(i == 0 ? "" : ",");
      Object value = elements.get(i);
      if (value == null) {
        text.append("NULL");
      } else if (words == null) {
        append(text, (List<?>) value, element, execution);
      } else {
        text.append(quoted(words.convert(value, execution)));
      }
    }
    text.append('}');
  }

  private static String quoted(@Nullable Object value) {
    String word = String.valueOf(value);
    return QUOTED.matcher(word).matches() || word.toUpperCase(Locale.ROOT).equals("NULL")
        ? '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : word;
  }
}
