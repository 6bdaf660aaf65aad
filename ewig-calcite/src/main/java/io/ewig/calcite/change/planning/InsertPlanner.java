package io.ewig.calcite.change.planning;

import io.ewig.calcite.change.insert.EventInsert;
import io.ewig.calcite.change.insert.Insert;
import io.ewig.calcite.change.insert.InsertColumns;
import io.ewig.calcite.change.insert.OnConflict;
import io.ewig.calcite.change.row.Assigned;
import io.ewig.calcite.change.row.Given;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.plan.syntax.InnerQueries;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import io.ewig.parser.change.DefaultValues;
import io.ewig.parser.change.Overriding;
import io.ewig.parser.change.Upsert;
import io.ewig.parser.node.Place;
import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Plans what adds rows, or events. */
final class InsertPlanner {

  private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;

  private final Understanding statement;

  InsertPlanner(Understanding statement) {
    this.statement = statement;
  }

  PlannedChange plan(SqlInsert insert, @Nullable Upsert upsert) {
    SqlIdentifier name = (SqlIdentifier) insert.getTargetTable();
    if (statement.name(name).equals(EventInsert.EVENTS)) {
      if (upsert != null) {
        throw new UserException(
            ErrorCode.UNSUPPORTED,
            "events never conflict; leave ON CONFLICT out" + Place.of(name).behind());
      }
      InsertColumns columns = columns(EventInsert.TARGET, insert);
      if (columns.validFrom() >= 0 || columns.validTo() >= 0) {
        throw new UserException(
            ErrorCode.UNKNOWN_COLUMN,
            "events have no _valid_from and _valid_to; give valid_from and valid_to"
                + Place.of(name).behind());
      }
      Given given = given(EventInsert.TARGET, columns, insert.getSource());
      return new PlannedChange(EventInsert.TARGET, new EventInsert(columns, given));
    }
    Target target = Target.of(name, null, statement);
    InsertColumns columns = columns(target, insert);
    OnConflict conflict = upsert == null ? null : onConflict(target, upsert);
    SqlNode source = insert.getSource();
    Insert.Numbers numbers = Insert.Numbers.AS_DECLARED;
    if (source instanceof Overriding overriding) {
      numbers = overriding.isOfSystem() ? Insert.Numbers.GIVEN : Insert.Numbers.COUNTED;
      source = overriding.source();
    }
    if (source instanceof DefaultValues) {
      columns = InsertColumns.NONE;
    }
    Given given = given(target, columns, source);
    return new PlannedChange(target, new Insert(target, columns, numbers, given, conflict));
  }

  private static InsertColumns columns(Target target, SqlInsert insert) {
    SqlNodeList names = insert.getTargetColumnList();
    return InsertColumns.of(
        target, names == null ? null : ChangePlanner.identifiers(names.getList()));
  }

  private Given given(Target target, InsertColumns columns, SqlNode source) {
    if (source instanceof DefaultValues) {
      return new Given(List.of(List.of()), null);
    }
    if (source.getKind() == SqlKind.VALUES) {
      return spelled(target, columns, (SqlCall) source);
    }
    Understanding.Planned query = statement.query(source);
    columns.requireCount(query.columns().size(), target.table());
    List<@Nullable Expression> cells = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      columns.requireGiven(i);
      cells.add(stored(columns, i, new Column(i), query.columns().get(i).type()));
    }
    return new Given(List.of(cells), query.root());
  }

  /** Rows that are spelled out; what is queried for them is known before any is written. */
  private Given spelled(Target target, InsertColumns columns, SqlCall values) {
    List<List<SqlNode>> rows = new ArrayList<>();
    SqlNodeList queries = new SqlNodeList(values.getParserPosition());
    for (SqlNode row : values.getOperandList()) {
      List<SqlNode> cells =
          row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
      columns.requireCount(cells.size(), target.table());
      rows.add(cells);
      cells.stream().filter(InnerQueries::areIn).map(TreeCopy::of).forEach(queries::add);
    }
    Understanding.Planned query =
        queries.isEmpty() ? null : statement.query(SyntaxTrees.select(queries, null, null));
    List<Understanding.Typed> queried = new ArrayList<>();
    if (query != null) {
      query
          .columns()
          .forEach(c -> queried.add(new Understanding.Typed(new Column(queried.size()), c.type())));
    }
    Iterator<Understanding.Typed> next = queried.iterator();
    return new Given(
        rows.stream().map(cells -> cells(columns, cells, next)).toList(),
        query == null ? null : query.root());
  }

  /**
   * What is spelled out for one row: constants at once, the rest together.
   *
   * @param queried what the queries in it give, and those in the rows behind it
   */
  private List<@Nullable Expression> cells(
      InsertColumns columns, List<SqlNode> cells, Iterator<Understanding.Typed> queried) {
    List<@Nullable Expression> stored = new ArrayList<>();
    List<SqlNode> others = new ArrayList<>();
    for (SqlNode cell : cells) {
      if (!SetClause.isDefault(cell)
          && !(cell instanceof SqlDynamicParam)
          && !InnerQueries.areIn(cell)) {
        others.add(cell);
      }
    }
    List<Understanding.Typed> computed = others.isEmpty() ? List.of() : statement.scalars(others);
    int next = 0;
    for (int i = 0; i < cells.size(); i++) {
      SqlNode cell = cells.get(i);
      if (SetClause.isDefault(cell)) {
        stored.add(null);
        continue;
      }
      columns.requireGiven(i);
      Understanding.Typed value;
      if (cell instanceof SqlDynamicParam parameter) {
        value = statement.parameter(parameter, parameterType(columns, i));
      } else {
        value = InnerQueries.areIn(cell) ? queried.next() : computed.get(next++);
      }
      stored.add(stored(columns, i, value.expression(), value.type()));
    }
    return stored;
  }

  private RelDataType parameterType(InsertColumns columns, int place) {
    io.ewig.engine.schema.Column column = columns.columns().get(place);
    return Parameters.type(
        column == null ? Type.TIMESTAMP_WITH_TIME_ZONE : column.type(), statement);
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
      boolean isMeant =
          upsert
              .constraint()
              .map(key.name()::equals)
              .orElse(named.isEmpty() || named.equals(new HashSet<>(key.columnIds())));
      if (key.isUnique() && isMeant) {
        keys.add(key);
      }
    }
    if (keys.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_TABLE,
          table
              + " has no primary key or UNIQUE "
              + upsert.constraint().orElse("on " + upsert.keyColumns())
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
    SetClause changes =
        new SetClause(statement, target.columns(upsert.columns()), upsert.values().getList());
    SqlNodeList list = new SqlNodeList(changes.queried(), NOWHERE);
    upsert.condition().ifPresent(list::add);
    List<Understanding.Typed> items =
        list.isEmpty() ? List.of() : statement.items(list, both).expressions();
    Expression condition =
        upsert.condition().isPresent() ? items.get(items.size() - 1).expression() : null;
    return new OnConflict(keys, changes.assigned(items), condition);
  }
}
