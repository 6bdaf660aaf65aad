package io.ewig.calcite.change;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.statement.Understanding;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import io.ewig.parser.change.DefaultValues;
import io.ewig.parser.change.MergeRows;
import io.ewig.parser.change.Overriding;
import io.ewig.parser.change.Returning;
import io.ewig.parser.change.Truncate;
import io.ewig.parser.change.Upsert;
import io.ewig.parser.change.WhenClause;
import io.ewig.parser.time.Span;
import io.ewig.parser.time.TableAt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Plans statements that change rows; one statement, used once. */
public final class ChangePlanner {

  private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;

  private final Understanding statement;

  public ChangePlanner(Understanding statement) {
    this.statement = statement;
  }

  /** The plan of a statement; the tree is this call's own. */
  public ChangePlan plan(SqlNode tree) {
    SqlNode bare = tree instanceof Returning returning ? returning.statement() : tree;
    Planned planned = change(bare);
    RowAnswer answer =
        tree instanceof Returning returning
            ? RowAnswer.of(
                statement.items(returning.items(), planned.target.from()),
                planned.target.table().columns().size())
            : null;
    return new ChangePlan(statement.frame(), planned.target, planned.change, answer);
  }

  /** The query that finds the rows a statement changes; what EXPLAIN shows. */
  public Operator query(SqlNode tree) {
    RowChange change = plan(tree).change();
    if (change instanceof RowUpdate update) {
      return update.query();
    } else if (change instanceof RowDelete delete) {
      return delete.query();
    } else if (change instanceof RowMerge merge) {
      return merge.query();
    }
    Operator source = change instanceof Insert insert ? insert.source() : null;
    if (source == null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED, "INSERT of VALUES and TRUNCATE have no plan to explain");
    }
    return source;
  }

  private record Planned(Target target, RowChange change) {}

  private Planned change(SqlNode tree) {
    if (tree instanceof SqlInsert insert) {
      return insert(insert, null);
    } else if (tree instanceof Upsert upsert) {
      return insert(upsert.insert(), upsert);
    } else if (tree instanceof SqlUpdate update) {
      return update(update);
    } else if (tree instanceof SqlDelete delete) {
      return delete(delete);
    } else if (tree instanceof MergeRows merge) {
      return merge(merge);
    } else if (tree instanceof Truncate truncate) {
      Target target = Target.of(truncate.table(), null, statement);
      return new Planned(target, RowTruncate.of(target.table(), truncate));
    }
    throw new UserException(
        ErrorCode.UNSUPPORTED, "this statement has no plan that could be shown");
  }

  // ---- INSERT

  private Planned insert(SqlInsert insert, @Nullable Upsert upsert) {
    Target target = Target.of((SqlIdentifier) insert.getTargetTable(), null, statement);
    SqlNodeList names = insert.getTargetColumnList();
    InsertColumns columns =
        InsertColumns.of(target, names == null ? null : identifiers(names.getList()));
    OnConflict conflict = upsert == null ? null : onConflict(target, upsert);
    SqlNode source = insert.getSource();
    Insert.Numbers numbers = Insert.Numbers.AS_DECLARED;
    if (source instanceof Overriding overriding) {
      numbers = overriding.isOfSystem() ? Insert.Numbers.GIVEN : Insert.Numbers.COUNTED;
      source = overriding.source();
    }
    if (source instanceof DefaultValues) {
      InsertColumns none = new InsertColumns(List.of(), -1, -1);
      return new Planned(
          target, new Insert(target, none, numbers, List.of(List.of()), null, conflict));
    }
    if (source.getKind() == SqlKind.VALUES) {
      List<List<@Nullable Expression>> rows = new ArrayList<>();
      for (SqlNode row : ((SqlCall) source).getOperandList()) {
        List<SqlNode> cells =
            row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
        columns.requireCount(cells.size(), target.table());
        rows.add(cells(columns, cells));
      }
      return new Planned(target, new Insert(target, columns, numbers, rows, null, conflict));
    }
    Understanding.Planned query = statement.query(source);
    columns.requireCount(query.columns().size(), target.table());
    List<@Nullable Expression> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(stored(columns, i, new Column(i), query.columns().get(i).type()));
    }
    return new Planned(
        target, new Insert(target, columns, numbers, List.of(cells), query.root(), conflict));
  }

  /** What is spelled out for one row: constants at once, the rest together. */
  private List<@Nullable Expression> cells(InsertColumns columns, List<SqlNode> cells) {
    List<@Nullable Expression> stored = new ArrayList<>();
    List<SqlNode> others = new ArrayList<>();
    for (SqlNode cell : cells) {
      if (!isDefault(cell) && !(cell instanceof SqlDynamicParam)) {
        others.add(cell);
      }
    }
    List<Understanding.Typed> computed = others.isEmpty() ? List.of() : statement.scalars(others);
    int next = 0;
    for (int i = 0; i < cells.size(); i++) {
      SqlNode cell = cells.get(i);
      if (isDefault(cell)) {
        stored.add(null);
        continue;
      }
      Understanding.Typed value =
          cell instanceof SqlDynamicParam parameter
              ? statement.parameter(parameter, parameterType(columns, i))
              : computed.get(next++);
      stored.add(stored(columns, i, value.expression(), value.type()));
    }
    return stored;
  }

  private static boolean isDefault(SqlNode node) {
    return node.getKind() == SqlKind.DEFAULT;
  }

  private RelDataType parameterType(InsertColumns columns, int place) {
    io.ewig.engine.schema.Column column = columns.columns().get(place);
    return parameterType(column == null ? Type.TIMESTAMP_WITH_TIME_ZONE : column.type());
  }

  /** A text for a question mark may be as long as it likes, so that the column can refuse it. */
  private RelDataType parameterType(Type type) {
    Type unbounded =
        switch (type.kind()) {
          case CHAR, VARCHAR -> Type.VARCHAR;
          case BINARY, VARBINARY -> Type.VARBINARY;
          default -> type;
        };
    return TypeMapping.calcite(unbounded, true, statement.types());
  }

  private Expression stored(InsertColumns columns, int place, Expression value, RelDataType type) {
    io.ewig.engine.schema.Column column = columns.columns().get(place);
    if (column == null) {
      return Assigned.instant(value, type, statement);
    }
    Expression stored = Assigned.of(column, value, type, statement).value();
    return stored == null ? value : stored;
  }

  private OnConflict onConflict(Target target, Upsert upsert) {
    Table table = target.table();
    List<Index> keys = new ArrayList<>();
    Set<Integer> named = new HashSet<>();
    upsert.keyColumns().forEach(name -> named.add(target.column(name).id()));
    for (Index key : table.keys()) {
      if (key.isUnique() && (named.isEmpty() || named.equals(new HashSet<>(key.columnIds())))) {
        keys.add(key);
      }
    }
    if (keys.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_TABLE,
          table
              + " has no primary key or UNIQUE on "
              + upsert.keyColumns()
              + "; ON CONFLICT needs one");
    }
    if (upsert.doesNothing()) {
      return new OnConflict(keys, null, null);
    }
    SqlNode both =
        new SqlJoin(
            NOWHERE,
            target.from(),
            SqlLiteral.createBoolean(false, NOWHERE),
            JoinType.CROSS.symbol(NOWHERE),
            new Target(table, "excluded").from(),
            JoinConditionType.NONE.symbol(NOWHERE),
            null);
    Changes changes = changes(target, upsert.columns(), upsert.values().getList());
    SqlNodeList list = new SqlNodeList(changes.queried, NOWHERE);
    upsert.condition().ifPresent(list::add);
    List<Understanding.Typed> items =
        list.isEmpty() ? List.of() : statement.items(list, both).expressions();
    Expression condition =
        upsert.condition().isPresent() ? items.get(items.size() - 1).expression() : null;
    return new OnConflict(keys, changes.assigned(items), condition);
  }

  // ---- UPDATE and DELETE

  /** Columns with what they are set to; some values a query has to compute. */
  private final class Changes {
    private final List<io.ewig.engine.schema.Column> columns;
    private final List<SqlNode> values;
    private final List<SqlNode> queried = new ArrayList<>();

    Changes(List<io.ewig.engine.schema.Column> columns, List<SqlNode> values) {
      this.columns = columns;
      this.values = values;
      for (int i = 0; i < values.size(); i++) {
        if (columns.get(i).isAlwaysNumbered() && !isDefault(values.get(i))) {
          throw new UserException(
              ErrorCode.GENERATED_ALWAYS,
              "column '"
                  + columns.get(i).name()
                  + "' is always numbered by the database; set it to DEFAULT only");
        }
        if (isQueried(values.get(i))) {
          queried.add(values.get(i));
        }
      }
    }

    private static boolean isQueried(SqlNode value) {
      return !isDefault(value) && !(value instanceof SqlDynamicParam);
    }

    /**
     * @param computed where the queried values are
     */
    List<Assigned> assigned(List<Understanding.Typed> computed) {
      List<Assigned> assigned = new ArrayList<>();
      int next = 0;
      for (int i = 0; i < values.size(); i++) {
        io.ewig.engine.schema.Column column = columns.get(i);
        if (isDefault(values.get(i))) {
          assigned.add(new Assigned(column, null));
          continue;
        }
        Understanding.Typed value =
            values.get(i) instanceof SqlDynamicParam parameter
                ? statement.parameter(parameter, parameterType(column.type()))
                : computed.get(next++);
        assigned.add(Assigned.of(column, value.expression(), value.type(), statement));
      }
      return assigned;
    }
  }

  private Changes changes(Target target, List<SqlIdentifier> names, List<SqlNode> values) {
    return new Changes(target.columns(names), values);
  }

  private Planned update(SqlUpdate update) {
    io.ewig.parser.time.Portion portion = portionOf(update.getTargetTable());
    Target target = target(update.getTargetTable(), update.getAlias());
    Changes changes =
        changes(
            target,
            identifiers(update.getTargetColumnList().getList()),
            update.getSourceExpressionList().getList());
    SqlNodeList list = listOf(target);
    int first = list.size();
    changes.queried.forEach(list::add);
    Understanding.Planned query =
        statement.query(select(list, from(target, portion), update.getCondition()));
    List<Assigned> assigned = changes.assigned(computed(query, first));
    return new Planned(target, new RowUpdate(target, query.root(), assigned, portion(portion)));
  }

  private Planned delete(SqlDelete delete) {
    io.ewig.parser.time.Portion portion = portionOf(delete.getTargetTable());
    Target target = target(delete.getTargetTable(), delete.getAlias());
    Understanding.Planned query =
        statement.query(select(listOf(target), from(target, portion), delete.getCondition()));
    return new Planned(target, new RowDelete(target, query.root(), portion(portion)));
  }

  private static io.ewig.parser.time.@Nullable Portion portionOf(SqlNode table) {
    return table instanceof io.ewig.parser.time.Portion portion ? portion : null;
  }

  private Target target(SqlNode table, @Nullable SqlIdentifier alias) {
    io.ewig.parser.time.Portion portion = portionOf(table);
    return Target.of((SqlIdentifier) (portion == null ? table : portion.table()), alias, statement);
  }

  private static SqlNode from(Target target, io.ewig.parser.time.@Nullable Portion portion) {
    if (portion == null) {
      return target.from();
    }
    SqlCall as = (SqlCall) target.from();
    Span span = new Span.FromTo(NOWHERE, portion.from(), portion.to());
    as.setOperand(0, new TableAt(NOWHERE, as.operand(0), null, null, span));
    return as;
  }

  private @Nullable Portion portion(io.ewig.parser.time.@Nullable Portion text) {
    return text == null
        ? null
        : new Portion(statement.momentOf(text.from()), statement.momentOf(text.to()));
  }

  /** All columns of the table, and when the row is true. */
  private static SqlNodeList listOf(Target target) {
    SqlNodeList list = target.allColumns();
    list.add(target.reference(ValidColumns.FROM));
    list.add(target.reference(ValidColumns.TO));
    return list;
  }

  private static List<Understanding.Typed> computed(Understanding.Planned query, int first) {
    List<Understanding.Typed> computed = new ArrayList<>();
    for (int i = first; i < query.columns().size(); i++) {
      computed.add(new Understanding.Typed(new Column(i), query.columns().get(i).type()));
    }
    return computed;
  }

  private static SqlNode select(SqlNodeList list, SqlNode from, @Nullable SqlNode where) {
    return io.ewig.calcite.plan.SyntaxTrees.select(list, from, where);
  }

  // ---- MERGE

  private Planned merge(MergeRows merge) {
    Target target =
        Target.of(
            merge.table(),
            merge.alias().map(alias -> new SqlIdentifier(alias, NOWHERE)).orElse(null),
            statement);
    SqlNode join =
        new SqlJoin(
            NOWHERE,
            merge.source(),
            SqlLiteral.createBoolean(false, NOWHERE),
            JoinType.LEFT.symbol(NOWHERE),
            target.from(),
            JoinConditionType.ON.symbol(NOWHERE),
            merge.condition());
    Table table = target.table();
    String keyColumn = table.columns().get(table.positionsOf(table.primaryKey())[0]).name();
    SqlNodeList list = listOf(target);
    int matchedAt = list.size();
    list.add(isMatched(target, keyColumn));
    List<MergeClause> clauses = new ArrayList<>();
    for (WhenClause when : merge.clauses()) {
      clauses.add(new MergeClause(when, target, keyColumn, list));
    }
    Understanding.Planned query = statement.query(select(list, join, null));
    List<RowMerge.Clause> planned = clauses.stream().map(clause -> clause.plan(query)).toList();
    Operator root = query.root();
    return new Planned(target, new RowMerge(target, root, new Column(matchedAt), planned));
  }

  private static SqlNode isMatched(Target target, String keyColumn) {
    return SqlStdOperatorTable.IS_NOT_NULL.createCall(NOWHERE, target.reference(keyColumn));
  }

  /** A WHEN clause whose expressions are computed by the query, where it fits. */
  private final class MergeClause {
    private final WhenClause when;
    private final Changes changes;
    private final int conditionAt;
    private final int valuesAt;

    MergeClause(WhenClause when, Target target, String keyColumn, SqlNodeList list) {
      this.when = when;
      SqlNode fits =
          when.isMatched()
              ? isMatched(target, keyColumn)
              : SqlStdOperatorTable.IS_NULL.createCall(NOWHERE, target.reference(keyColumn));
      this.conditionAt = when.condition().isPresent() ? list.size() : -1;
      if (when.condition().isPresent()) {
        fits = SqlStdOperatorTable.AND.createCall(NOWHERE, fits, when.condition().get());
        list.add(fits);
      }
      this.valuesAt = list.size();
      boolean isInsert = when.action() == WhenClause.Action.INSERT;
      boolean hasValues = isInsert || when.action() == WhenClause.Action.UPDATE;
      List<io.ewig.engine.schema.Column> columns =
          hasValues && !when.values().isEmpty() ? target.columns(when.columns()) : List.of();
      if (columns.size() != when.values().size()) {
        throw new UserException(
            ErrorCode.SYNTAX_ERROR,
            "a WHEN clause gives "
                + when.values().size()
                + " values for "
                + columns.size()
                + " columns; give one for each");
      }
      this.changes = new Changes(columns, when.values());
      for (SqlNode value : changes.queried) {
        list.add(where(fits, value));
      }
    }

    /** The value where the clause fits: elsewhere it may not even be computable. */
    private static SqlNode where(SqlNode fits, SqlNode value) {
      return new SqlCase(
          NOWHERE,
          null,
          SqlNodeList.of(fits.clone(NOWHERE)),
          SqlNodeList.of(value),
          SqlLiteral.createNull(NOWHERE));
    }

    RowMerge.Clause plan(Understanding.Planned query) {
      List<Understanding.Typed> computed =
          computed(query, valuesAt).subList(0, changes.queried.size());
      return new RowMerge.Clause(
          when.isMatched(),
          conditionAt < 0 ? null : new Column(conditionAt),
          when.action(),
          changes.assigned(computed));
    }
  }

  private static List<SqlIdentifier> identifiers(List<SqlNode> nodes) {
    return nodes.stream().map(SqlIdentifier.class::cast).toList();
  }
}
