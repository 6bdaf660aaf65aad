package io.ewig.parser.expression;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * Aggregates whose arguments may be followed by ORDER BY, besides those for which the grammar has
 * productions of its own.
 */
public final class OrderedAggregates {

  /** Lists: their order counts. */
  private static final Set<String> LISTS = Set.of("json_agg", "jsonb_agg");

  /** What these give is the same in any order. */
  private static final Set<String> INDIFFERENT =
      Set.of(
          "sum",
          "avg",
          "count",
          "min",
          "max",
          "every",
          "bool_and",
          "bool_or",
          "bit_and",
          "bit_or",
          "bit_xor",
          "any_value",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "variance",
          "var_pop",
          "var_samp",
          "corr",
          "covar_pop",
          "covar_samp",
          "regr_avgx",
          "regr_avgy",
          "regr_count",
          "regr_intercept",
          "regr_r2",
          "regr_slope",
          "regr_sxx",
          "regr_sxy",
          "regr_syy");

  private OrderedAggregates() {}

  /** Whether a name, as it stands in the text, is one of theirs; in quotes, it keeps its case. */
  public static boolean has(String name) {
    boolean isQuoted = name.startsWith("\"") && name.length() > 1;
    String plain = isQuoted ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
    return LISTS.contains(plain) || INDIFFERENT.contains(plain);
  }

  /** Leaves the order out where it makes no difference. */
  public static void forget(SqlIdentifier name, List<SqlNode> arguments) {
    int last = arguments.size() - 1;
    if (arguments.get(last) instanceof SqlNodeList
        && INDIFFERENT.contains(name.toString().toLowerCase(Locale.ROOT))) {
      arguments.remove(last);
    }
  }
}
