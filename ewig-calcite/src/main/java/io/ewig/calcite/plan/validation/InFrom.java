package io.ewig.calcite.plan.validation;

import io.ewig.calcite.plan.reference.ReferenceTable;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/** What stands in the FROM of a query, and of those around it. */
record InFrom(SqlValidatorScope scope, SqlNameMatcher names)
    implements WholeRows.Tables, KeyedGroups.Tables {

  @Override
  public boolean haveColumn(String name) {
    return !having(name, scope, names).isEmpty();
  }

  private static Set<String> having(String name, SqlValidatorScope scope, SqlNameMatcher names) {
    SqlIdentifier column = new SqlIdentifier(name, SqlParserPos.ZERO);
    return scope.findQualifyingTableNames(name, column, names).keySet();
  }

  @Override
  public @Nullable String having(String column) {
    Set<String> tables = having(column, scope, names);
    return tables.size() == 1 ? tables.iterator().next() : null;
  }

  @Override
  public @Nullable List<String> columnsOf(String name) {
    SqlValidatorScope.Resolve found = find(name);
    if (found == null) {
      return null;
    }
    SqlValidatorNamespace table = found.namespace;
    return table.getRowType().getFieldNames().stream()
        .filter(column -> !EwigValidator.isHidden(column, table))
        .toList();
  }

  @Override
  public boolean hasColumn(String table, String column) {
    SqlValidatorScope.Resolve found = find(table);
    return found != null && found.rowType().getFieldNames().contains(column);
  }

  /** Of what stands around a query, each group of it has one row anyway. */
  @Override
  public List<Set<String>> keysOf(String name) {
    SqlValidatorScope.Resolve found = find(name);
    SqlValidatorTable table =
        found == null || !found.scope.equals(scope) ? null : found.namespace.getTable();
    ReferenceTable reference = table == null ? null : table.unwrap(ReferenceTable.class);
    return reference == null ? List.of() : reference.keyNames();
  }

  /** A column of a query around this one with the name of its table; null: it is none. */
  @Nullable SqlIdentifier outer(SqlIdentifier name) {
    int last = name.names.size() - 1;
    String table = last > 0 ? name.names.get(last - 1) : having(name.names.get(0));
    SqlValidatorScope.Resolve found = table == null || last > 1 ? null : find(table);
    return table == null || found == null || found.scope.equals(scope)
        ? null
        : new SqlIdentifier(List.of(table, name.names.get(last)), name.getParserPosition());
  }

  private SqlValidatorScope.@Nullable Resolve find(String name) {
    SqlValidatorScope.ResolvedImpl found = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(name), names, false, found);
    return found.count() == 1 ? found.only() : null;
  }
}
