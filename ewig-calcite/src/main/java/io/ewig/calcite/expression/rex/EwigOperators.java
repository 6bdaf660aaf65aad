package io.ewig.calcite.expression.rex;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatchers;

/**
 * All operators and functions of Ewig's SQL.
 *
 * <p>Scalar ones are those of {@link Catalogue}; the others stand here in groups, by who carries
 * them out. What is in none of them (XML, spatial and vendors' functions) does not exist.
 */
public final class EwigOperators {

  /** Carried out by aggregating operators. */
  static final List<SqlOperator> AGGREGATES =
      List.of(
          SqlStdOperatorTable.COUNT,
          SqlStdOperatorTable.SUM,
          SqlStdOperatorTable.SUM0,
          SqlStdOperatorTable.AVG,
          SqlStdOperatorTable.MIN,
          SqlStdOperatorTable.MAX,
          SqlStdOperatorTable.EVERY,
          SqlStdOperatorTable.SOME,
          SqlStdOperatorTable.ANY_VALUE,
          SqlStdOperatorTable.REGR_COUNT,
          SqlStdOperatorTable.BIT_AND,
          SqlStdOperatorTable.BIT_OR,
          SqlStdOperatorTable.BIT_XOR,
          SqlStdOperatorTable.MODE,
          SqlStdOperatorTable.ARG_MAX,
          SqlStdOperatorTable.ARG_MIN,
          SqlStdOperatorTable.APPROX_COUNT_DISTINCT,
          SqlStdOperatorTable.COLLECT,
          SqlStdOperatorTable.PERCENTILE_CONT,
          SqlStdOperatorTable.PERCENTILE_DISC,
          SqlStdOperatorTable.JSON_ARRAYAGG,
          SqlStdOperatorTable.JSON_OBJECTAGG,
          SqlStdOperatorTable.GROUPING,
          SqlStdOperatorTable.GROUPING_ID,
          SqlLibraryOperators.ARRAY_AGG,
          SqlLibraryOperators.BOOL_AND,
          SqlLibraryOperators.BOOL_OR);

  /** Carried out by the window operator. */
  static final List<SqlOperator> WINDOW_FUNCTIONS =
      List.of(
          SqlStdOperatorTable.ROW_NUMBER,
          SqlStdOperatorTable.RANK,
          SqlStdOperatorTable.DENSE_RANK,
          SqlStdOperatorTable.PERCENT_RANK,
          SqlStdOperatorTable.CUME_DIST,
          SqlStdOperatorTable.NTILE,
          OwnAggregates.LAG,
          OwnAggregates.LEAD,
          SqlStdOperatorTable.FIRST_VALUE,
          SqlStdOperatorTable.LAST_VALUE,
          OwnAggregates.NTH_VALUE);

  /** Syntax: the converter makes relational operators, or other expressions, of them. */
  static final List<SqlOperator> SYNTAX =
      List.of(
          SqlStdOperatorTable.UNION,
          SqlStdOperatorTable.UNION_ALL,
          SqlStdOperatorTable.EXCEPT,
          SqlStdOperatorTable.EXCEPT_ALL,
          SqlStdOperatorTable.INTERSECT,
          SqlStdOperatorTable.INTERSECT_ALL,
          SqlStdOperatorTable.AS,
          SqlStdOperatorTable.ARGUMENT_ASSIGNMENT,
          SqlStdOperatorTable.DEFAULT,
          SqlStdOperatorTable.FILTER,
          SqlStdOperatorTable.WITHIN_GROUP,
          SqlStdOperatorTable.WITHIN_DISTINCT,
          SqlStdOperatorTable.CUBE,
          SqlStdOperatorTable.ROLLUP,
          SqlStdOperatorTable.GROUPING_SETS,
          SqlStdOperatorTable.DOT,
          SqlStdOperatorTable.IN,
          SqlStdOperatorTable.NOT_IN,
          SqlStdOperatorTable.BETWEEN,
          SqlStdOperatorTable.NOT_BETWEEN,
          SqlStdOperatorTable.SYMMETRIC_BETWEEN,
          SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
          SqlStdOperatorTable.EXISTS,
          SqlStdOperatorTable.UNIQUE,
          SqlStdOperatorTable.SCALAR_QUERY,
          SqlStdOperatorTable.ARRAY_QUERY,
          SqlStdOperatorTable.MAP_QUERY,
          SqlStdOperatorTable.EXPLICIT_TABLE,
          SqlStdOperatorTable.VALUES,
          SqlStdOperatorTable.LATERAL,
          SqlStdOperatorTable.COLLECTION_TABLE,
          SqlStdOperatorTable.UNNEST,
          SqlStdOperatorTable.UNNEST_WITH_ORDINALITY,
          SqlStdOperatorTable.TABLESAMPLE,
          SqlStdOperatorTable.LITERAL_CHAIN,
          SqlStdOperatorTable.ESCAPE,
          SqlStdOperatorTable.INTERVAL,
          SqlStdOperatorTable.OVER,
          SqlStdOperatorTable.IGNORE_NULLS,
          SqlStdOperatorTable.RESPECT_NULLS,
          SqlStdOperatorTable.DESC,
          SqlStdOperatorTable.NULLS_FIRST,
          SqlStdOperatorTable.NULLS_LAST,
          SqlStdOperatorTable.YEAR,
          SqlStdOperatorTable.QUARTER,
          SqlStdOperatorTable.MONTH,
          SqlStdOperatorTable.WEEK,
          SqlStdOperatorTable.DAYOFYEAR,
          SqlStdOperatorTable.DAYOFMONTH,
          SqlStdOperatorTable.DAYOFWEEK,
          SqlStdOperatorTable.HOUR,
          SqlStdOperatorTable.MINUTE,
          SqlStdOperatorTable.SECOND,
          SqlStdOperatorTable.COLUMN_LIST,
          SqlStdOperatorTable.CURSOR);

  private static final SqlOperatorTable TABLE = new OperatorsByName(all());

  private EwigOperators() {}

  /** The table for the validator. */
  public static SqlOperatorTable table() {
    return TABLE;
  }

  /** Whether it is an aggregate function, or a name that may mean one. */
  /** Whether a function of a name, resolved or not yet, gives another value each time. */
  public static boolean isVolatile(SqlOperator called) {
    return !called.isDeterministic()
        || all().stream()
            .anyMatch(
                known ->
                    !known.isDeterministic() && known.getName().equalsIgnoreCase(called.getName()));
  }

  public static boolean isAggregate(SqlOperator operator) {
    if (operator.isAggregator() || !(operator instanceof SqlFunction function)) {
      return operator.isAggregator();
    }
    List<SqlOperator> named = new ArrayList<>();
    table()
        .lookupOperatorOverloads(
            function.getNameAsId(),
            null,
            SqlSyntax.FUNCTION,
            named,
            SqlNameMatchers.withCaseSensitive(false));
    return named.stream().anyMatch(SqlOperator::isAggregator);
  }

  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>(Catalogue.functions().operators());
    all.addAll(AGGREGATES);
    all.addAll(OwnAggregates.all());
    all.addAll(WINDOW_FUNCTIONS);
    all.addAll(SYNTAX);
    return List.copyOf(all);
  }
}
