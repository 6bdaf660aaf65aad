package io.ewig.calcite.system.function;

import io.ewig.calcite.session.Settings;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.View;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables that are named in a text: {@code schema.name}, or {@code name} of schema public or else of
 * the only schema that has it.
 */
final class TableNames {

  private TableNames() {}

  /** The text that a literal argument has. */
  static String literal(String function, @Nullable Object argument) {
    if (argument instanceof String text) {
      return text.strip();
    }
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "the table that "
            + function
            + " is about decides its columns: write its name as a literal");
  }

  static Optional<Table> find(View view, String name) {
    return exactly(view, name).or(() -> exactly(view, name.toLowerCase(Locale.ROOT)));
  }

  private static Optional<Table> exactly(View view, String name) {
    int dot = name.indexOf('.');
    String schema = dot < 0 ? Settings.SCHEMA_DEFAULT : name.substring(0, dot);
    String simple = name.substring(dot + 1);
    Optional<Table> found = view.catalog().find(schema, simple);
    if (found.isPresent() || dot >= 0) {
      return found;
    }
    List<Table> others =
        view.tables().stream().filter(table -> table.name().equals(simple)).toList();
    return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
  }

  static UserException unknown(String name) {
    return new UserException(
        ErrorCode.UNKNOWN_TABLE,
        "there is no table '" + name + "'; information_schema.tables lists those that there are");
  }
}
