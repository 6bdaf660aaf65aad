package io.ewig.calcite.expression.rex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Operators by name, in any case of letters.
 *
 * <p>Calcite's own list does not find functions that have a syntax of their own, as {@code
 * COUNT(*)} has, where a function is looked for.
 */
final class OperatorsByName implements SqlOperatorTable {

  private final List<SqlOperator> all;
  private final Map<String, List<SqlOperator>> byName = new HashMap<>();

  OperatorsByName(Collection<SqlOperator> operators) {
    this.all = List.copyOf(operators);
    for (SqlOperator operator : all) {
      byName
          .computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), n -> new ArrayList<>())
          .add(operator);
    }
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (!name.isSimple()) {
      return;
    }
    String simple = name.getSimple().toUpperCase(Locale.ROOT);
    for (SqlOperator operator : byName.getOrDefault(simple, List.of())) {
      boolean isFunction = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
      if (isFunction || operator.getSyntax().family == syntax.family) {
        found.add(operator);
      }
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return all;
  }
}
