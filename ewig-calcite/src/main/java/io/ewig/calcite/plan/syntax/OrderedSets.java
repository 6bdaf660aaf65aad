package io.ewig.calcite.plan.syntax;

import io.ewig.calcite.expression.rex.OwnAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * WITHIN GROUP as PostgreSQL has it: {@code mode() WITHIN GROUP (ORDER BY x)}, ranks, and
 * percentiles whose parts are an array.
 */
final class OrderedSets {

  private OrderedSets() {}

  /** The same in words that the validator knows; null: it is none of these. */
  static @Nullable SqlNode of(SqlCall call) {
    return switch (call.getKind()) {
      case WITHIN_GROUP ->
          call.operand(0) instanceof SqlCall aggregate
              ? grouped(call, aggregate, call.operand(1))
              : null;
      case FILTER ->
          call.operand(0) instanceof SqlCall within && within.getKind() == SqlKind.WITHIN_GROUP
              ? filtered(call, within)
              : null;
      default -> null;
    };
  }

  private static @Nullable SqlNode grouped(SqlCall within, SqlCall aggregate, SqlNodeList order) {
    SqlParserPos pos = within.getParserPosition();
    SqlNode rank = HypotheticalRanks.of(aggregate, order, null);
    if (rank != null) {
      return rank;
    }
    if (isMode(aggregate, order)) {
      SqlNode value = order.get(0);
      return SqlStdOperatorTable.MODE.createCall(aggregate.getParserPosition(), value);
    }
    if (!isPercentile(aggregate) || order.size() != 1) {
      return null;
    }
    if (!isOfArray(aggregate)) {
      return percentile(aggregate, order);
    }
    List<SqlNode> each = new ArrayList<>();
    for (SqlNode part : parts(aggregate)) {
      each.add(
          SqlStdOperatorTable.WITHIN_GROUP.createCall(
              pos, aggregate.getOperator().createCall(pos, part), order));
    }
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(pos, each);
  }

  /** The values are an argument, too: what comes out is of their type. */
  private static @Nullable SqlNode percentile(SqlCall percentile, SqlNodeList order) {
    if (percentile.operandCount() != 1) {
      return null;
    }
    SqlParserPos pos = percentile.getParserPosition();
    SqlOperator own =
        percentile.getKind() == SqlKind.PERCENTILE_CONT
            ? OwnAggregates.PERCENTILE_CONT
            : OwnAggregates.PERCENTILE_DISC;
    return SqlStdOperatorTable.WITHIN_GROUP.createCall(
        pos, own.createCall(pos, ordered(order.get(0)), percentile.operand(0)), order);
  }

  private static SqlNode ordered(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> ordered(((SqlCall) item).operand(0));
      default -> item;
    };
  }

  private static @Nullable SqlNode filtered(SqlCall filter, SqlCall within) {
    if (within.operand(0) instanceof SqlCall aggregate && isPercentile(aggregate)) {
      return chosen(within, filter.operand(1));
    }
    SqlNode rank =
        within.operand(0) instanceof SqlCall aggregate
            ? HypotheticalRanks.of(aggregate, within.operand(1), filter.operand(1))
            : null;
    if (rank != null) {
      return rank;
    }
    SqlNode said = of(within);
    if (said == null) {
      return null;
    }
    return SqlStdOperatorTable.FILTER.createCall(
        filter.getParserPosition(), said, filter.operand(1));
  }

  /** Nulls are in no percentile, so the values of other rows may be null. */
  private static SqlNode chosen(SqlCall within, SqlNode condition) {
    SqlNodeList order = within.operand(1);
    SqlNodeList chosen = new SqlNodeList(order.getParserPosition());
    for (SqlNode item : order) {
      chosen.add(chosenIn(item, condition));
    }
    return SqlStdOperatorTable.WITHIN_GROUP.createCall(
        within.getParserPosition(), within.operand(0), chosen);
  }

  private static SqlNode chosenIn(SqlNode item, SqlNode condition) {
    SqlParserPos pos = item.getParserPosition();
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST ->
          ((SqlCall) item)
              .getOperator()
              .createCall(pos, chosenIn(((SqlCall) item).operand(0), condition));
      default ->
          SqlStdOperatorTable.CASE.createCall(
              pos,
              null,
              SqlNodeList.of(condition),
              SqlNodeList.of(item),
              SqlLiteral.createNull(pos));
    };
  }

  /** Of several values that are there as often it takes the least, so the order has to be that. */
  private static boolean isMode(SqlCall aggregate, SqlNodeList order) {
    return aggregate.getOperator().getName().toLowerCase(Locale.ROOT).equals("mode")
        && aggregate.operandCount() == 0
        && order.size() == 1
        && order.get(0).getKind() != SqlKind.DESCENDING;
  }

  private static boolean isPercentile(SqlCall aggregate) {
    return aggregate.getKind() == SqlKind.PERCENTILE_CONT
        || aggregate.getKind() == SqlKind.PERCENTILE_DISC;
  }

  private static boolean isOfArray(SqlCall percentile) {
    return percentile.operandCount() == 1
        && percentile.operand(0).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        && !parts(percentile).isEmpty();
  }

  private static List<SqlNode> parts(SqlCall percentile) {
    return ((SqlCall) percentile.operand(0)).getOperandList();
  }
}
