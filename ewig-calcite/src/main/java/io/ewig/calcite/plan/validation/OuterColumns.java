package io.ewig.calcite.plan.validation;

import io.ewig.calcite.expression.rex.OuterColumn;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT (SELECT t.a + sum(u.b) FROM u HAVING count(*) > t.c) FROM t}: what a grouped query
 * says of its groups may have columns of the queries around it. Calcite takes them within calls of
 * aggregates only; elsewhere they are marked.
 */
final class OuterColumns extends SqlShuttle {

  /** Within these Calcite takes them. */
  private static final Set<SqlKind> TAKEN =
      Set.of(
          SqlKind.FILTER,
          SqlKind.WITHIN_GROUP,
          SqlKind.WITHIN_DISTINCT,
          SqlKind.RESPECT_NULLS,
          SqlKind.IGNORE_NULLS,
          SqlKind.OVER);

  private final InFrom tables;
  private final Predicate<SqlCall> aggregates;
  private final Set<@Nullable String> results = new HashSet<>();

  private OuterColumns(InFrom tables, Predicate<SqlCall> aggregates) {
    this.tables = tables;
    this.aggregates = aggregates;
  }

  /**
   * Does so in a grouped query whose FROM is known.
   *
   * @param aggregates whether a call gathers rows
   */
  static void in(SqlSelect select, InFrom tables, Predicate<SqlCall> aggregates) {
    new OuterColumns(tables, aggregates).rewrite(select);
  }

  private void rewrite(SqlSelect select) {
    SqlNodeList items = select.getSelectList();
    for (int i = 0; i < items.size(); i++) {
      items.set(i, item(items.get(i)));
    }
    // Elsewhere the name of a column of the result comes before those of outer ones.
    items.forEach(item -> results.add(SqlValidatorUtil.alias(item)));
    if (select.getHaving() != null) {
      select.setHaving(select.getHaving().accept(this));
    }
    if (select.getOrderList() != null) {
      select.setOrderBy((SqlNodeList) select.getOrderList().accept(this));
    }
  }

  /** A column that becomes a call keeps its name. */
  private SqlNode item(SqlNode item) {
    SqlNode said = item.accept(this);
    return item instanceof SqlIdentifier name && said != item
        ? SqlStdOperatorTable.AS.createCall(
            name.getParserPosition(),
            said,
            new SqlIdentifier(name.names.get(name.names.size() - 1), SqlParserPos.ZERO))
        : said;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    boolean isOwn = name.isStar() || (name.isSimple() && results.contains(name.getSimple()));
    SqlIdentifier outer = isOwn ? null : tables.outer(name);
    return outer == null ? name : OuterColumn.of(outer);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS) {
      call.setOperand(0, call.operand(0).accept(this));
      return call;
    }
    boolean isTaken = call.isA(SqlKind.QUERY) || TAKEN.contains(call.getKind());
    return isTaken || aggregates.test(call) ? call : super.visit(call);
  }
}
