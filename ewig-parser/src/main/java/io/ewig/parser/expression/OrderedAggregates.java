package io.ewig.parser.expression;

import java.util.Locale;
import java.util.Set;

/** Aggregates whose arguments may be followed by ORDER BY, and whose names are no words of SQL. */
public final class OrderedAggregates {

  private static final Set<String> NAMES = Set.of("json_agg", "jsonb_agg");

  private OrderedAggregates() {}

  /** Whether a name, as it stands in the text, is one of theirs; in quotes, it keeps its case. */
  public static boolean has(String name) {
    boolean isQuoted = name.startsWith("\"") && name.length() > 1;
    return NAMES.contains(
        isQuoted ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT));
  }
}
