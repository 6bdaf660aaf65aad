package io.ewig.calcite.plan.validation;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** What stands in the FROM of a query, and of those around it. */
record InFrom(SqlValidatorScope scope, SqlNameMatcher names) implements WholeRows.Tables {

  @Override
  public boolean haveColumn(String name) {
    SqlIdentifier column = new SqlIdentifier(name, SqlParserPos.ZERO);
    return !scope.findQualifyingTableNames(name, column, names).isEmpty();
  }

  @Override
  public @Nullable List<String> columnsOf(String name) {
    SqlValidatorScope.ResolvedImpl found = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(name), names, false, found);
    if (found.count() != 1) {
      return null;
    }
    SqlValidatorNamespace table = found.only().namespace;
    return table.getRowType().getFieldNames().stream()
        .filter(column -> !EwigValidator.isHidden(column, table))
        .toList();
  }
}
