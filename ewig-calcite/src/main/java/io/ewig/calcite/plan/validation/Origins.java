package io.ewig.calcite.plan.validation;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Where columns of a validated query come from, however deep: Calcite itself stops at the first
 * query in FROM, so at views.
 */
final class Origins {

  /** Deeper than anybody reads. */
  private static final int DEPTH_MAX = 100;

  private final EwigValidator validator;

  Origins(EwigValidator validator) {
    this.validator = validator;
  }

  /** For each column its schema, table and name there; null if it is computed. */
  List<@Nullable List<String>> of(SqlNode query) {
    List<@Nullable List<String>> origins = new ArrayList<>();
    int count = validator.getValidatedNodeType(query).getFieldCount();
    for (int i = 0; i < count; i++) {
      origins.add(of(query, i, 0));
    }
    return origins;
  }

  private @Nullable List<String> of(SqlNode query, int column, int depth) {
    if (depth > DEPTH_MAX) {
      return null;
    } else if (query instanceof SqlSelect select) {
      return ofSelect(select, column, depth);
    } else if (query instanceof SqlWith with) {
      return of(with.body, column, depth + 1);
    } else if (query instanceof SqlWithItem item) {
      return of(item.query, column, depth + 1);
    }
    boolean isAround = query.getKind() == SqlKind.ORDER_BY || query.getKind() == SqlKind.AS;
    return isAround ? of(((SqlCall) query).operand(0), column, depth + 1) : null;
  }

  private @Nullable List<String> ofSelect(SqlSelect select, int column, int depth) {
    SelectScope scope = validator.selectScope(select);
    List<SqlNode> items = scope == null ? null : scope.getExpandedSelectList();
    SqlNode item = items == null || column >= items.size() ? null : items.get(column);
    while (item != null && item.getKind() == SqlKind.AS) {
      item = ((SqlCall) item).operand(0);
    }
    return item instanceof SqlIdentifier name && scope != null
        ? ofName(scope.fullyQualify(name), depth)
        : null;
  }

  private @Nullable List<String> ofName(SqlQualified name, int depth) {
    SqlValidatorNamespace namespace = name.namespace;
    if (namespace == null || name.suffix().size() != 1) {
      return null;
    }
    String column = name.suffix().get(0);
    SqlValidatorTable table = namespace.getTable();
    if (table != null) {
      List<String> origin = new ArrayList<>(table.getQualifiedName());
      origin.add(column);
      return origin;
    }
    SqlNode query = namespace.resolve().getNode();
    int place = namespace.getRowType().getFieldNames().indexOf(column);
    return query == null || place < 0 ? null : of(query, place, depth + 1);
  }
}
