package io.ewig.calcite.plan.syntax;

import io.ewig.calcite.expression.collection.ArrayFunctions;
import io.ewig.calcite.expression.pattern.PatternLists;
import io.ewig.calcite.expression.rex.JsonAggregates;
import io.ewig.calcite.expression.rex.OwnAggregates;
import io.ewig.calcite.expression.session.MergeAction;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.expression.AtTimeZone;
import io.ewig.parser.expression.Slice;
import io.ewig.parser.node.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Calls that PostgreSQL writes in one way and the standard in another: said in the standard's, with
 * the same arguments; and comparisons of rows, value by value. A call that has the name but not the
 * form stays what it was, and is refused by that.
 */
public final class Synonyms {

  /** The same call in other words; null: it is none of these. */
  private interface Saying {
    @Nullable SqlNode of(SqlCall call);
  }

  private static final Saying AGE =
      call -> {
        throw Ages.refusal(call);
      };

  private static final Map<String, Saying> SAYINGS =
      Map.ofEntries(
          Map.entry("json_agg", Synonyms::arrayAggregate),
          Map.entry("jsonb_agg", Synonyms::arrayAggregate),
          Map.entry("json_object_agg", Synonyms::objectAggregate),
          Map.entry("jsonb_object_agg", Synonyms::objectAggregate),
          Map.entry("json_build_object", Synonyms::object),
          Map.entry("jsonb_build_object", Synonyms::object),
          Map.entry("json_build_array", Synonyms::array),
          Map.entry("jsonb_build_array", Synonyms::array),
          Map.entry("date_part", Synonyms::field),
          Map.entry("date_bin", Lengths::binned),
          Map.entry("make_interval", Lengths::made),
          Map.entry("timezone", Synonyms::atTimeZone),
          Map.entry("array_cat", Synonyms::concatenation),
          Map.entry("justify_hours", Synonyms::itself),
          Map.entry("justify_days", AGE),
          Map.entry("justify_interval", AGE),
          Map.entry("age", AGE),
          Map.entry(MergeAction.NAME, Synonyms::ofMerge),
          Map.entry("clock_timestamp", Synonyms::now),
          Map.entry("statement_timestamp", Synonyms::now),
          Map.entry("transaction_timestamp", Synonyms::now));

  private static final Map<String, TimeUnit> UNITS =
      Arrays.stream(TimeUnit.values())
          .collect(Collectors.toUnmodifiableMap(TimeUnit::name, unit -> unit));

  private static final SqlJsonConstructorNullClause NULLS =
      SqlJsonConstructorNullClause.NULL_ON_NULL;

  private Synonyms() {}

  /** The call in the standard's words, or itself. */
  public static SqlNode of(SqlCall call) {
    SqlNode ordered = OrderedSets.of(call);
    if (ordered != null) {
      return ordered;
    }
    SqlNode byValue = RowComparisons.of(call);
    if (byValue != null) {
      return byValue;
    }
    SqlNode ofSeveral = PatternLists.of(call);
    if (ofSeveral != null) {
      return ofSeveral;
    }
    if (call.getKind() == SqlKind.OVER && isFiltered(call.operand(0))) {
      return windowed(call);
    }
    if (call.getKind() == SqlKind.EXTRACT
        && call.operand(0) instanceof SqlIntervalQualifier field
        && field.timeFrameName != null) {
      return extracted(call, field.timeFrameName);
    }
    if (call.getKind() == SqlKind.EXTRACT && Ages.is(call.operand(1))) {
      return Ages.extracted(call);
    }
    if (call.getKind() == SqlKind.CAST && isEmptyArray(call.operand(0))) {
      SqlParserPos pos = call.operand(0).getParserPosition();
      call.setOperand(0, SqlLiteral.createCharString("{}", pos));
      return call;
    }
    if (call.getKind() == SqlKind.ITEM && call.operand(1) instanceof SqlCall bounds) {
      return slice(call, bounds);
    }
    if (call.getKind() == SqlKind.LIKE && call.operandCount() > 2 && isEmpty(call.operand(2))) {
      return call.getOperator()
          .createCall(call.getParserPosition(), call.operand(0), call.operand(1));
    }
    if (call.getOperator().equals(SqlLibraryOperators.STRING_AGG)) {
      return textList(call);
    }
    if (!(call.getOperator() instanceof SqlUnresolvedFunction function)) {
      return call;
    }
    WordedFunctions.refuse(call);
    Saying saying = SAYINGS.get(function.getName().toLowerCase(Locale.ROOT));
    SqlNode said = saying == null ? null : saying.of(call);
    return said == null ? call : said;
  }

  /** {@code a[2:3]}. */
  private static SqlNode slice(SqlCall item, SqlCall bounds) {
    return bounds.getOperator().equals(Slice.OPERATOR)
        ? ArrayFunctions.ARRAY_SLICE.createCall(
            item.getParserPosition(), item.operand(0), bounds.operand(0), bounds.operand(1))
        : item;
  }

  /** {@code ARRAY[]}, which is an array of what it is cast to. */
  private static boolean isEmptyArray(SqlNode node) {
    return node.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        && ((SqlCall) node).getOperandList().isEmpty();
  }

  /** {@code ESCAPE ''} says that there is none. */
  private static boolean isEmpty(SqlNode escape) {
    return escape instanceof SqlCharStringLiteral text && text.getValueAs(String.class).isEmpty();
  }

  /** {@code string_agg(t, u ORDER BY x)} is {@code string_agg(t, u) WITHIN GROUP (ORDER BY x)}. */
  private static SqlNode textList(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    int last = operands.size() - 1;
    SqlNode order = operands.get(last) instanceof SqlNodeList ? operands.get(last) : null;
    SqlParserPos pos = call.getParserPosition();
    SqlNode list =
        OwnAggregates.STRING_AGG.createCall(
            call.getFunctionQuantifier(),
            pos,
            operands.subList(0, order == null ? last + 1 : last).toArray(SqlNode[]::new));
    return order == null ? list : SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, list, order);
  }

  private static @Nullable SqlNode arrayAggregate(SqlCall call) {
    SqlOperator aggregate = JsonAggregates.array(NULLS);
    SqlParserPos pos = call.getParserPosition();
    boolean isOrdered = call.operandCount() == 2 && call.operand(1) instanceof SqlNodeList;
    if (call.operandCount() != 1 && !isOrdered) {
      return null;
    }
    SqlNode value = call.operand(0);
    SqlCall list = aggregate.createCall(call.getFunctionQuantifier(), pos, value);
    return isOrdered
        ? SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, list, call.operand(1))
        : list;
  }

  private static @Nullable SqlNode objectAggregate(SqlCall call) {
    return call.operandCount() == 2
        ? JsonAggregates.object(NULLS).createCall(call.getParserPosition(), operands(call))
        : null;
  }

  private static @Nullable SqlNode object(SqlCall call) {
    return call.operandCount() % 2 == 0 ? made(SqlStdOperatorTable.JSON_OBJECT, call) : null;
  }

  private static SqlNode array(SqlCall call) {
    return made(SqlStdOperatorTable.JSON_ARRAY, call);
  }

  private static SqlNode made(SqlOperator operator, SqlCall call) {
    List<SqlNode> operands = new ArrayList<>();
    operands.add(SqlLiteral.createSymbol(NULLS, call.getParserPosition()));
    operands.addAll(call.getOperandList());
    return operator.createCall(call.getParserPosition(), operands);
  }

  /** {@code date_part('hour', x)} is {@code EXTRACT(HOUR FROM x)}. */
  private static @Nullable SqlNode field(SqlCall call) {
    String unit =
        call.operandCount() == 2 && call.operand(0) instanceof SqlLiteral literal
            ? literal.toValue()
            : null;
    SqlParserPos pos = call.getParserPosition();
    TimeUnit of = unit == null ? null : unit(unit.toUpperCase(Locale.ROOT));
    return of == null
        ? null
        : SqlStdOperatorTable.EXTRACT.createCall(
            pos, new SqlIntervalQualifier(of, null, pos), call.operand(1));
  }

  /** {@code EXTRACT(MILLISECONDS FROM x)}: fields have names in the plural, too. */
  private static SqlNode extracted(SqlCall extract, String name) {
    TimeUnit unit = unit(name.toUpperCase(Locale.ROOT));
    SqlParserPos pos = extract.getParserPosition();
    return unit == null
        ? extract
        : SqlStdOperatorTable.EXTRACT.createCall(
            pos, new SqlIntervalQualifier(unit, null, pos), extract.operand(1));
  }

  /** In the singular or the plural. */
  private static @Nullable TimeUnit unit(String name) {
    TimeUnit unit = UNITS.get(name);
    return unit == null && name.endsWith("S")
        ? UNITS.get(name.substring(0, name.length() - 1))
        : unit;
  }

  /** {@code timezone('UTC', x)} is {@code x AT TIME ZONE 'UTC'}. */
  private static @Nullable SqlNode atTimeZone(SqlCall call) {
    return call.operandCount() == 2
        ? AtTimeZone.OPERATOR.createCall(call.getParserPosition(), call.operand(1), call.operand(0))
        : null;
  }

  private static @Nullable SqlNode concatenation(SqlCall call) {
    return call.operandCount() == 2
        ? SqlLibraryOperators.ARRAY_CONCAT.createCall(call.getParserPosition(), operands(call))
        : null;
  }

  private static @Nullable SqlNode now(SqlCall call) {
    return call.operandCount() == 0
        ? SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(call.getParserPosition())
        : null;
  }

  /** A day is 24 hours here, so there is nothing to set right. */
  private static @Nullable SqlNode itself(SqlCall call) {
    return call.operandCount() == 1 ? call.operand(0) : null;
  }

  private static SqlNode ofMerge(SqlCall call) {
    throw new UserException(
        ErrorCode.SYNTAX_ERROR,
        "merge_action() is known in the RETURNING of a MERGE only, and takes nothing"
            + Place.of(call).behind());
  }

  private static SqlNode[] operands(SqlCall call) {
    return call.getOperandList().toArray(SqlNode[]::new);
  }

  // ---- FILTER before OVER

  private static boolean isFiltered(SqlNode aggregate) {
    return aggregate.getKind() == SqlKind.FILTER;
  }

  /**
   * {@code SUM(x) FILTER (WHERE c) OVER w} is {@code SUM(CASE WHEN c THEN x END) OVER w}: rows
   * whose argument is null do not count. Of the two of ARG_MAX and ARG_MIN it is the second.
   */
  private static SqlNode windowed(SqlCall over) {
    SqlCall filter = over.operand(0);
    if (!(filter.operand(0) instanceof SqlBasicCall aggregate) || countsNulls(aggregate)) {
      return over;
    }
    SqlParserPos pos = aggregate.getParserPosition();
    SqlNode condition = filter.operand(1);
    int deciding = isExtremeOfAnother(aggregate) ? 1 : 0;
    SqlNode argument = aggregate.operandCount() == 0 ? null : aggregate.operand(deciding);
    boolean isStar = argument == null || argument.toString().equals("*");
    SqlNode counted =
        isStar ? SqlLiteral.createExactNumeric("1", pos) : Objects.requireNonNull(argument);
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    SqlNode chosen =
        SqlStdOperatorTable.CASE.createCall(
            pos,
            null,
            SqlNodeList.of(condition),
            SqlNodeList.of(counted),
            SqlLiteral.createNull(pos));
    if (operands.isEmpty()) {
      operands.add(chosen);
    } else {
      operands.set(deciding, chosen);
    }
    over.setOperand(
        0,
        aggregate
            .getOperator()
            .createCall(aggregate.getFunctionQuantifier(), pos, operands.toArray(SqlNode[]::new)));
    return over;
  }

  private static boolean isExtremeOfAnother(SqlCall aggregate) {
    String name = aggregate.getOperator().getName().toUpperCase(Locale.ROOT);
    return aggregate.operandCount() == 2 && (name.equals("ARG_MAX") || name.equals("ARG_MIN"));
  }

  /** A list has its nulls, and would have those of rows that are left out. */
  private static boolean countsNulls(SqlCall aggregate) {
    String name = aggregate.getOperator().getName().toUpperCase(Locale.ROOT);
    return name.startsWith("ARRAY") || name.startsWith("JSON") || name.equals("COLLECT");
  }
}
