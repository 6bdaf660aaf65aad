package io.ewig.calcite.plan.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Puts what shared columns are in place of their names, and of stars, in the clauses of one query.
 *
 * <p>Queries within it are left for when their own names are known.
 */
public final class FullNames extends SqlShuttle {

  private final SharedColumns columns;
  private final SqlSelect select;
  private final List<SqlSelect> around;

  /**
   * @param around the queries that it stands in, the innermost first
   */
  private FullNames(SharedColumns columns, SqlSelect select, List<SqlSelect> around) {
    this.columns = columns;
    this.select = select;
    this.around = around;
  }

  /** Does so in a query whose FROM is known. */
  public static void in(SqlSelect select, List<SqlSelect> around, SharedColumns columns) {
    boolean isConcerned =
        columns.areIn(select.getFrom())
            || around.stream().anyMatch(query -> columns.areIn(query.getFrom()));
    if (isConcerned) {
      new FullNames(columns, select, around).rewrite();
    }
  }

  private void rewrite() {
    select.setSelectList(items(select.getSelectList()));
    if (select.getWhere() != null) {
      select.setWhere(select.getWhere().accept(this));
    }
    if (select.getHaving() != null) {
      select.setHaving(select.getHaving().accept(this));
    }
    if (select.getGroup() != null) {
      select.setGroupBy((SqlNodeList) select.getGroup().accept(this));
    }
    if (select.getQualify() != null) {
      select.setQualify(select.getQualify().accept(this));
    }
    if (!select.getWindowList().isEmpty()) {
      select.setOperand(6, select.getWindowList().accept(this));
    }
    if (select.getOrderList() != null) {
      select.setOrderBy(order(select.getOrderList()));
    }
  }

  private SqlNodeList items(SqlNodeList given) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : given) {
      if (item instanceof SqlIdentifier name && name.isStar() && name.names.size() == 1) {
        items.addAll(star(name));
      } else if (item instanceof SqlIdentifier name && name.isSimple()) {
        items.add(shared(name).map(column -> column.itemAt(name.getParserPosition())).orElse(item));
      } else {
        items.add(item.accept(this));
      }
    }
    return new SqlNodeList(items, given.getParserPosition());
  }

  private List<SqlNode> star(SqlIdentifier star) {
    SqlNode from = select.getFrom();
    return from == null || !columns.areIn(from)
        ? List.of(star)
        : columns.of(from).stream()
            .filter(JoinColumn::isShown)
            .map(column -> column.itemAt(star.getParserPosition()))
            .toList();
  }

  /** What a column of the result is called is that column, whatever else is called so. */
  private SqlNodeList order(SqlNodeList given) {
    Set<@Nullable String> results = new HashSet<>();
    select.getSelectList().forEach(item -> results.add(SqlValidatorUtil.alias(item)));
    SqlShuttle shuttle =
        new SqlShuttle() {
          @Override
          public @Nullable SqlNode visit(SqlIdentifier name) {
            return name.isSimple() && results.contains(name.getSimple())
                ? name
                : FullNames.this.visit(name);
          }

          @Override
          public @Nullable SqlNode visit(SqlCall call) {
            return isOwn(call) ? super.visit(call) : FullNames.this.visit(call);
          }
        };
    return (SqlNodeList) given.accept(shuttle);
  }

  /** Whether all that stands in a call is about this query's columns. */
  private static boolean isOwn(SqlCall call) {
    return !call.isA(SqlKind.QUERY)
        && call.getKind() != SqlKind.AS
        && call.getKind() != SqlKind.OVER
        && call.getKind() != SqlKind.ARGUMENT_ASSIGNMENT
        && !(call instanceof SqlWindow);
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    return name.isSimple()
        ? shared(name).map(column -> column.valueAt(name.getParserPosition())).orElse(name)
        : name;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (isOwn(call)) {
      return super.visit(call);
    } else if (call instanceof SqlWindow window) {
      return window(window);
    }
    return switch (call.getKind()) {
      case AS, ARGUMENT_ASSIGNMENT -> {
        call.setOperand(0, call.operand(0).accept(this));
        yield call;
      }
      case OVER -> {
        call.setOperand(0, call.operand(0).accept(this));
        if (call.operand(1) instanceof SqlWindow window) {
          call.setOperand(1, window(window));
        }
        yield call;
      }
      default -> call;
    };
  }

  private SqlWindow window(SqlWindow window) {
    window.setOperand(2, window.getPartitionList().accept(this));
    window.setOperand(3, window.getOrderList().accept(this));
    return window;
  }

  private Optional<JoinColumn> shared(SqlIdentifier identifier) {
    String name = identifier.getSimple();
    SqlSelect query = select;
    Set<String> tables = new HashSet<>();
    for (SqlSelect outer : around) {
      if (has(query, name) || columns.shared(query.getFrom(), name).isPresent()) {
        break;
      }
      addTables(query.getFrom(), tables);
      query = outer;
    }
    Optional<JoinColumn> found = columns.shared(query.getFrom(), name);
    return found.filter(column -> tables.isEmpty() || !isHiddenBy(tables, column.value()));
  }

  private boolean has(SqlSelect query, String name) {
    SqlNode from = query.getFrom();
    return from != null && columns.of(from).stream().anyMatch(column -> column.name().equals(name));
  }

  private static void addTables(@Nullable SqlNode from, Set<String> tables) {
    if (from instanceof SqlJoin join) {
      addTables(join.getLeft(), tables);
      addTables(join.getRight(), tables);
    } else if (from != null) {
      String alias = SqlValidatorUtil.alias(from);
      if (alias != null) {
        tables.add(alias);
      }
    }
  }

  /** Whether a name in full would mean another table further in. */
  private static boolean isHiddenBy(Set<String> tables, SqlNode value) {
    return value instanceof SqlIdentifier name
        ? tables.contains(name.names.get(0))
        : ((SqlCall) value)
            .getOperandList().stream().anyMatch(operand -> isHiddenBy(tables, operand));
  }
}
