package io.ewig.calcite.change.planning;

import io.ewig.calcite.change.ChangePlan;
import io.ewig.calcite.change.RowAnswer;
import io.ewig.calcite.change.insert.EventInsert;
import io.ewig.calcite.change.row.Assigned;
import io.ewig.calcite.change.row.Partners;
import io.ewig.calcite.change.row.Portion;
import io.ewig.calcite.change.row.RowDelete;
import io.ewig.calcite.change.row.RowTruncate;
import io.ewig.calcite.change.row.RowUpdate;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.session.MergeAction;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.change.JoinedChange;
import io.ewig.parser.change.MergeRows;
import io.ewig.parser.change.Returning;
import io.ewig.parser.change.Truncate;
import io.ewig.parser.change.Upsert;
import io.ewig.parser.time.Span;
import io.ewig.parser.time.TableAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
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
    Returning returning = tree instanceof Returning one ? one : null;
    PlannedChange planned = change(returning == null ? tree : returning.statement(), returning);
    if (returning == null) {
      return new ChangePlan(statement.frame(), planned.target(), planned.change(), null);
    }
    if (planned.change() instanceof EventInsert) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "an event gets its seq when it is committed; ask ewig.events for it instead of RETURNING");
    }
    Optional<SqlNodeList> withAction =
        returning.statement() instanceof MergeRows
            ? MergeAction.resolve(returning.items())
            : Optional.empty();
    Understanding.Items items =
        withAction.isPresent()
            ? statement.items(withAction.get(), planned.seen())
            : statement.itemsAndQueries(returning.items(), planned.seen());
    if (planned.seenColumns() > 0 && items.width() != planned.seenColumns()) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "RETURNING can't tell apart what a JOIN .. USING has made one; say JOIN .. ON");
    }
    RowAnswer answer = RowAnswer.of(items);
    return new ChangePlan(statement.frame(), planned.target(), planned.change(), answer);
  }

  /** The query that finds the rows a statement changes; what EXPLAIN shows. */
  public Operator query(SqlNode tree) {
    Operator query = plan(tree).change().query();
    if (query == null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED, "INSERT of VALUES and TRUNCATE have no plan to explain");
    }
    return query;
  }

  private PlannedChange change(SqlNode tree, @Nullable Returning returning) {
    if (tree instanceof SqlInsert insert) {
      return new InsertPlanner(statement).plan(insert, null);
    } else if (tree instanceof Upsert upsert) {
      return new InsertPlanner(statement).plan(upsert.insert(), upsert);
    } else if (tree instanceof SqlUpdate update) {
      return update(update, Beside.NOTHING);
    } else if (tree instanceof SqlDelete delete) {
      return delete(delete, Beside.NOTHING);
    } else if (tree instanceof JoinedChange joined) {
      Beside beside = new Beside(joined.others(), returning != null);
      return joined.change() instanceof SqlUpdate update
          ? update(update, beside)
          : delete((SqlDelete) joined.change(), beside);
    } else if (tree instanceof MergeRows merge) {
      return new MergePlanner(statement).plan(merge);
    } else if (tree instanceof Truncate truncate) {
      Target target = Target.of(truncate.table(), null, statement);
      return new PlannedChange(target, RowTruncate.of(target.table(), truncate));
    }
    throw new UserException(
        ErrorCode.UNSUPPORTED, "this statement has no plan that could be shown");
  }

  private PlannedChange update(SqlUpdate update, Beside beside) {
    io.ewig.parser.time.Portion portion = portionOf(update.getTargetTable());
    Target target = target(update.getTargetTable(), update.getAlias());
    SetClause changes =
        new SetClause(
            statement,
            target.columns(identifiers(update.getTargetColumnList().getList())),
            update.getSourceExpressionList().getList());
    SqlNodeList list = target.columnsAndPeriod();
    int first = list.size();
    changes.queried().forEach(list::add);
    Understanding.Planned query =
        statement.query(beside.select(list, from(target, portion), update.getCondition()));
    List<Assigned> assigned = changes.assigned(computed(query, first));
    Partners partners = beside.partners(first + changes.queried().size());
    return beside.planned(
        target,
        new RowUpdate(target, query.root(), assigned, portion(portion), partners),
        partners,
        query);
  }

  private PlannedChange delete(SqlDelete delete, Beside beside) {
    io.ewig.parser.time.Portion portion = portionOf(delete.getTargetTable());
    Target target = target(delete.getTargetTable(), delete.getAlias());
    SqlNodeList list = target.columnsAndPeriod();
    Partners partners = beside.partners(list.size());
    Understanding.Planned query =
        statement.query(beside.select(list, from(target, portion), delete.getCondition()));
    return beside.planned(
        target, new RowDelete(target, query.root(), portion(portion), partners), partners, query);
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

  static List<Understanding.Typed> computed(Understanding.Planned query, int first) {
    List<Understanding.Typed> computed = new ArrayList<>();
    for (int i = first; i < query.columns().size(); i++) {
      computed.add(new Understanding.Typed(new Column(i), query.columns().get(i).type()));
    }
    return computed;
  }

  static List<SqlIdentifier> identifiers(List<SqlNode> nodes) {
    return nodes.stream().map(SqlIdentifier.class::cast).toList();
  }
}
