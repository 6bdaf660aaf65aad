package io.ewig.calcite.change.planning;

import io.ewig.calcite.change.insert.InsertColumns;
import io.ewig.calcite.change.row.RowMerge;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.rex.EwigOperators;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.change.MergeRows;
import io.ewig.parser.change.WhenClause;
import io.ewig.parser.change.WhenClause.Match;
import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlVisitor;

/** Plans MERGE: a query finds what each row of the source meets, and computes all values. */
final class MergePlanner {

  private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;

  /** Conditions are asked for themselves, for later clauses, and for each of their values. */
  private static final SqlVisitor<Void> STEADY =
      new SqlBasicVisitor<>() {
        @Override
        public Void visit(SqlCall call) {
          if (EwigOperators.isVolatile(call.getOperator())) {
            throw new UserException(
                ErrorCode.UNSUPPORTED,
                "a condition of WHEN can't have "
                    + call.getOperator().getName()
                    + ", which gives another value each time; compute it in the source: USING"
                    + " (SELECT .., "
                    + call.getOperator().getName()
                    + "(..) AS x FROM ..) AS s");
          }
          return super.visit(call);
        }
      };

  private final Understanding statement;

  MergePlanner(Understanding statement) {
    this.statement = statement;
  }

  PlannedChange plan(MergeRows merge) {
    Target target =
        Target.of(
            merge.table(),
            merge.alias().map(alias -> new SqlIdentifier(alias, NOWHERE)).orElse(null),
            statement);
    Matching matching = Matching.of(merge, target);
    SqlNodeList list = target.columnsAndPeriod();
    Map<Match, Integer> matchesAt = new EnumMap<>(Match.class);
    for (Match match : Match.values()) {
      matchesAt.put(match, list.size());
      list.add(matching.is(match));
    }
    List<MergeClause> clauses = new ArrayList<>();
    Map<Match, List<SqlNode>> earlier = new EnumMap<>(Match.class);
    for (WhenClause when : merge.clauses()) {
      if (merge.clauses().size() > 1 || !when.values().isEmpty()) {
        when.condition().ifPresent(condition -> condition.accept(STEADY));
      }
      List<SqlNode> taken = earlier.computeIfAbsent(when.match(), match -> new ArrayList<>());
      SqlNode fits = fits(when, matching, taken);
      taken.add(when.condition().orElse(truth(true)));
      clauses.add(new MergeClause(when, fits, target, list));
    }
    Understanding.Planned query =
        statement.query(SyntaxTrees.select(list, matching.join(merge, target), null));
    List<RowMerge.Clause> planned = clauses.stream().map(clause -> clause.plan(query)).toList();
    return new PlannedChange(target, new RowMerge(target, query.root(), matchesAt, planned));
  }

  /**
   * Whether a clause is the one for a row: where another is, its condition may not even be
   * computable.
   *
   * @param taken conditions of earlier clauses about such rows
   */
  private static SqlNode fits(WhenClause when, Matching matching, List<SqlNode> taken) {
    SqlNode match = matching.is(when.match());
    if (taken.isEmpty()) {
      return when.condition().map(condition -> and(match, condition)).orElse(match);
    }
    SqlNodeList conditions = new SqlNodeList(taken, NOWHERE);
    SqlNodeList answers = new SqlNodeList(NOWHERE);
    taken.forEach(condition -> answers.add(truth(false)));
    conditions.add(when.condition().orElse(truth(true)));
    answers.add(truth(true));
    return and(match, new SqlCase(NOWHERE, null, conditions, answers, truth(false)));
  }

  private static SqlNode and(SqlNode one, SqlNode other) {
    return SqlStdOperatorTable.AND.createCall(NOWHERE, one, other);
  }

  private static SqlNode truth(boolean is) {
    return SqlLiteral.createBoolean(is, NOWHERE);
  }

  /** A WHEN clause whose expressions are computed by the query, where it fits. */
  private final class MergeClause {
    private final WhenClause when;
    private final SetClause changes;
    private final int conditionAt;
    private final int valuesAt;

    /**
     * @param fits whether it is the one for a row
     */
    MergeClause(WhenClause when, SqlNode fits, Target target, SqlNodeList list) {
      this.when = when;
      this.conditionAt = when.condition().isPresent() ? list.size() : -1;
      if (when.condition().isPresent()) {
        list.add(TreeCopy.of(fits));
      }
      this.valuesAt = list.size();
      boolean isInsert = when.action() == WhenClause.Action.INSERT;
      boolean hasValues = isInsert || when.action() == WhenClause.Action.UPDATE;
      List<io.ewig.engine.schema.Column> columns =
          hasValues && !when.values().isEmpty() ? columns(when, target) : List.of();
      if (columns.size() != when.values().size()) {
        throw new UserException(
            ErrorCode.SYNTAX_ERROR,
            "a WHEN clause gives "
                + when.values().size()
                + " values for "
                + columns.size()
                + " columns; give one for each");
      }
      this.changes = new SetClause(statement, columns, when.values());
      for (SqlNode value : changes.queried()) {
        list.add(where(fits, value));
      }
    }

    private static List<io.ewig.engine.schema.Column> columns(WhenClause when, Target target) {
      List<io.ewig.engine.schema.Column> columns = target.columns(when.columns());
      int given = when.values().size();
      boolean isEnough =
          given < columns.size() && given >= columns.size() - InsertColumns.spare(columns);
      return isEnough && isUnlisted(when) ? columns.subList(0, given) : columns;
    }

    /** Whether an INSERT leaves the columns to the table. */
    private static boolean isUnlisted(WhenClause when) {
      return when.action() == WhenClause.Action.INSERT && when.columns().isEmpty();
    }

    /** The value where the clause fits: elsewhere it may not even be computable. */
    private static SqlNode where(SqlNode fits, SqlNode value) {
      return new SqlCase(
          NOWHERE,
          null,
          SqlNodeList.of(TreeCopy.of(fits)),
          SqlNodeList.of(value),
          SqlLiteral.createNull(NOWHERE));
    }

    RowMerge.Clause plan(Understanding.Planned query) {
      List<Understanding.Typed> computed =
          ChangePlanner.computed(query, valuesAt).subList(0, changes.queried().size());
      return new RowMerge.Clause(
          when.match(),
          conditionAt < 0 ? null : new Column(conditionAt),
          when.action(),
          changes.assigned(computed));
    }
  }
}
