package io.ewig.calcite.plan.syntax;

import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code rank(5) WITHIN GROUP (ORDER BY x)}: the place that a row with 5 would have, said as counts
 * of the rows that come before it, and of those that come no later.
 */
final class HypotheticalRanks {

  private final SqlParserPos at;
  private final List<SqlNode> values;
  private final SqlNodeList order;
  private final @Nullable SqlNode filter;

  private HypotheticalRanks(SqlCall rank, SqlNodeList order, @Nullable SqlNode filter) {
    this.at = rank.getParserPosition();
    this.values = rank.getOperandList();
    this.order = order;
    this.filter = filter;
  }

  /**
   * The call in counts; null: it is no such rank, or has not a value for each key.
   *
   * @param filter that rows have to fulfil to count
   */
  static @Nullable SqlNode of(SqlCall rank, SqlNodeList order, @Nullable SqlNode filter) {
    if (rank.operandCount() == 0 || rank.operandCount() != order.size()) {
      return null;
    }
    HypotheticalRanks ranks = new HypotheticalRanks(rank, order, filter);
    return switch (rank.getOperator().getName().toLowerCase(Locale.ROOT)) {
      case "rank" -> ranks.plusOne(ranks.countWhere(ranks.before(false)));
      case "dense_rank" -> ranks.plusOne(ranks.keysBefore());
      case "percent_rank" -> ranks.percent();
      case "cume_dist" ->
          ranks.call(
              SqlStdOperatorTable.DIVIDE,
              ranks.asDouble(ranks.plusOne(ranks.countWhere(ranks.before(true)))),
              ranks.plusOne(ranks.countWhere(null)));
      default -> null;
    };
  }

  private SqlNode call(SqlOperator operator, SqlNode... operands) {
    return operator.createCall(at, operands);
  }

  private SqlNode number(int number) {
    return SqlLiteral.createExactNumeric(Integer.toString(number), at);
  }

  private SqlNode plusOne(SqlNode count) {
    return call(SqlStdOperatorTable.PLUS, count, number(1));
  }

  private SqlNode asDouble(SqlNode count) {
    SqlDataTypeSpec type =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, at), at);
    return call(SqlStdOperatorTable.CAST, count, type);
  }

  /** Of no rows it is 0. */
  private SqlNode percent() {
    SqlNode all = call(SqlStdOperatorTable.NULLIF, countWhere(null), number(0));
    SqlNode part =
        call(SqlStdOperatorTable.DIVIDE, asDouble(countWhere(before(false))), asDouble(all));
    return call(SqlStdOperatorTable.COALESCE, part, asDouble(number(0)));
  }

  private SqlNode countWhere(@Nullable SqlNode condition) {
    return where(call(SqlStdOperatorTable.COUNT, SqlIdentifier.star(at)), condition);
  }

  /** How many different keys come before; one that is null is one, too. */
  private SqlNode keysBefore() {
    List<SqlNode> keys = new ArrayList<>();
    order.forEach(item -> keys.add(TreeCopy.of(Key.of(item).node)));
    SqlNode row = SqlStdOperatorTable.ROW.createCall(at, keys);
    SqlLiteral distinct = SqlSelectKeyword.DISTINCT.symbol(at);
    return where(SqlStdOperatorTable.COUNT.createCall(distinct, at, row), before(false));
  }

  private SqlNode where(SqlNode count, @Nullable SqlNode condition) {
    SqlNode also = filter == null ? null : TreeCopy.of(filter);
    if (condition == null && also == null) {
      return count;
    }
    SqlNode both =
        condition == null || also == null
            ? Objects.requireNonNullElse(condition, also)
            : call(SqlStdOperatorTable.AND, also, condition);
    return call(SqlStdOperatorTable.FILTER, count, Objects.requireNonNull(both));
  }

  /** Whether a row comes before the one with the values, or level with it. */
  private SqlNode before(boolean orLevel) {
    SqlNode rest = SqlLiteral.createBoolean(orLevel, at);
    for (int i = order.size() - 1; i >= 0; i--) {
      Key key = Key.of(order.get(i));
      SqlNode value = values.get(i);
      SqlNode level =
          call(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, TreeCopy.of(key.node), TreeCopy.of(value));
      rest =
          call(
              SqlStdOperatorTable.OR,
              before(key, value),
              call(SqlStdOperatorTable.AND, level, rest));
    }
    return rest;
  }

  private SqlNode before(Key key, SqlNode value) {
    SqlOperator sooner =
        key.isDescending ? SqlStdOperatorTable.GREATER_THAN : SqlStdOperatorTable.LESS_THAN;
    SqlNode nullSide = key.isNullsFirst ? key.node : value;
    SqlNode otherSide = key.isNullsFirst ? value : key.node;
    SqlNode byNull =
        call(
            SqlStdOperatorTable.AND,
            call(SqlStdOperatorTable.IS_NULL, TreeCopy.of(nullSide)),
            call(SqlStdOperatorTable.IS_NOT_NULL, TreeCopy.of(otherSide)));
    return call(
        SqlStdOperatorTable.OR, call(sooner, TreeCopy.of(key.node), TreeCopy.of(value)), byNull);
  }

  /** One of ORDER BY's. */
  private record Key(SqlNode node, boolean isDescending, boolean isNullsFirst) {

    static Key of(SqlNode item) {
      return switch (item.getKind()) {
        case NULLS_FIRST -> {
          Key key = of(((SqlCall) item).operand(0));
          yield new Key(key.node, key.isDescending, true);
        }
        case NULLS_LAST -> {
          Key key = of(((SqlCall) item).operand(0));
          yield new Key(key.node, key.isDescending, false);
        }
        case DESCENDING -> new Key(((SqlCall) item).operand(0), true, true);
        default -> new Key(item, false, false);
      };
    }
  }
}
