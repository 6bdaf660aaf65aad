package io.ewig.calcite.expression.json;

import io.ewig.engine.error.UserException;
import io.ewig.engine.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/** Calls of JSON_VALUE that ask for a member of a column's objects, and of objects in these. */
public final class JsonMembers {

  private JsonMembers() {}

  /** Where the member is; null if the call asks for something else. */
  public static @Nullable JsonPointer pointer(RexCall call) {
    boolean isPlain =
        call.getOperator().equals(JsonQueries.JSON_VALUE)
            && call.getOperands().get(0) instanceof RexInputRef
            && call.getOperands().get(1) instanceof RexLiteral;
    if (!isPlain) {
      return null;
    }
    String text = ((RexLiteral) call.getOperands().get(1)).getValueAs(String.class);
    return text == null ? null : pointer(text);
  }

  private static @Nullable JsonPointer pointer(String text) {
    Path path;
    try {
      path = Path.parse(text);
    } catch (UserException noPath) { // which whoever computes the call will say
      return null;
    }
    Path.Plain[] steps = path.plain();
    if (steps == null || steps.length == 0) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (Path.Plain step : steps) {
      String name = step.name();
      if (name == null || isIndex(name)) {
        return null;
      }
      names.add(name);
    }
    return new JsonPointer(names);
  }

  /** Whether a pointer's token would lead to an element of an array as well, which no member is. */
  private static boolean isIndex(String name) {
    return !name.isEmpty() && name.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }
}
