package io.ewig.calcite.expression.rex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.junit.jupiter.api.Test;

/** The page about functions lists those that there are, and no others. */
class FunctionsPageTest {

  /** The first cell of a line of a table. */
  private static final Pattern CELL = Pattern.compile("(?m)^\\| ((?:[^|\\\\]|\\\\\\|)*) \\|");

  /** A call, or a word that is one without parentheses. */
  private static final Pattern CALL = Pattern.compile("`([a-z_0-9]+)(?:\\(|`)");

  /** Those that are written otherwise than they are called inside. */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "translate3", "translate",
          "json_arrayagg_absent_on_null", "json_arrayagg",
          "json_objectagg_null_on_null", "json_objectagg");

  @Test
  void everyFunctionIsDescribedAndThereAreNoOthers() throws IOException {
    assertThat(described()).isEqualTo(existing());
  }

  private static Set<String> described() throws IOException {
    String page = Files.readString(Path.of("../docs/sql/functions.md"));
    Set<String> names = new TreeSet<>();
    for (Matcher cell = CELL.matcher(page); cell.find(); ) {
      CALL.matcher(cell.group(1)).results().forEach(call -> names.add(call.group(1)));
    }
    return names;
  }

  private static Set<String> existing() {
    Set<String> names = new TreeSet<>();
    for (SqlOperator operator : EwigOperators.all()) {
      String name = operator.getName().toLowerCase(Locale.ROOT);
      if (operator instanceof SqlFunction && !name.startsWith("$")) {
        names.add(WRITTEN.getOrDefault(name, name));
      }
    }
    return names;
  }
}
