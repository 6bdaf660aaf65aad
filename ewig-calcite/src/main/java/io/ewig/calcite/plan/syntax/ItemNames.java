package io.ewig.calcite.plan.syntax;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * What ORDER BY and GROUP BY may call the columns of a query, besides what Calcite knows: the names
 * of those that it does not name itself, as in {@code SELECT upper(a) .. ORDER BY upper}.
 */
public final class ItemNames {

  private ItemNames() {}

  /** Gives those columns of a query names that a list mentions by their labels. */
  public static void resolve(@Nullable SqlNodeList mentions, SqlNode query, String clause) {
    if (mentions == null) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (SqlNode mention : mentions) {
      SqlNode bare = bare(mention);
      requireWhole(bare, clause);
      if (bare instanceof SqlIdentifier name && name.isSimple()) {
        names.add(name.getSimple());
      }
    }
    if (query instanceof SqlSelect select && !names.isEmpty()) {
      name(select.getSelectList(), names);
    }
  }

  /** Without DESC and NULLS LAST. */
  private static SqlNode bare(SqlNode item) {
    SqlNode bare = item;
    while (bare.getKind() == SqlKind.DESCENDING
        || bare.getKind() == SqlKind.NULLS_FIRST
        || bare.getKind() == SqlKind.NULLS_LAST) {
      bare = ((SqlCall) bare).operand(0);
    }
    return bare;
  }

  private static void requireWhole(SqlNode item, String clause) {
    if (item instanceof SqlNumericLiteral literal
        && literal.getValue() instanceof BigDecimal number
        && (!literal.isExact() || number.stripTrailingZeros().scale() > 0)) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR,
          clause
              + " takes expressions, and whole numbers for columns, not "
              + literal.toValue()
              + Place.of(item).behind());
    }
  }

  /** A label that two columns have names neither, and one that a column was given is that one's. */
  private static void name(SqlNodeList items, Set<String> wanted) {
    List<String> labels = new ArrayList<>();
    for (SqlNode item : items) {
      labels.add(Labels.of(item));
    }
    for (int i = 0; i < items.size(); i++) {
      String label = labels.get(i);
      boolean isAlone = labels.indexOf(label) == i && labels.lastIndexOf(label) == i;
      if (isAlone && wanted.contains(label) && Labels.isUnnamed(items.get(i))) {
        items.set(i, SyntaxTrees.named(items.get(i), label));
      }
    }
  }
}
