package io.ewig.calcite.plan.syntax;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * ROLLUP and CUBE as the GROUPING SETS that they are short for.
 *
 * <p>Calcite takes the sets of either for a set of sets; but {@code ROLLUP (a, a)} has that of a
 * twice, and so has {@code ROLLUP (1, a)}, which only names show.
 */
public final class SpelledGroups {

  /** A CUBE of more has too many sets to spell them out; one that is refused has still more. */
  private static final int CUBE_MAX = 10;

  private SpelledGroups() {}

  public static void spellOut(@Nullable SqlNodeList groups) {
    if (groups != null) {
      groups.replaceAll(group -> group == null ? null : spelled(group));
    }
  }

  private static SqlNode spelled(SqlNode group) {
    if (!(group instanceof SqlCall call)) {
      return group;
    }
    List<SqlNode> items = call.getOperandList();
    if (group.getKind() == SqlKind.GROUPING_SETS) {
      return sets(items.stream().map(SpelledGroups::spelled).toList(), call.getParserPosition());
    }
    if (group.getKind() == SqlKind.ROLLUP && items.size() > 1) {
      return sets(prefixes(items), call.getParserPosition());
    }
    return group.getKind() == SqlKind.CUBE && items.size() > 1 && items.size() <= CUBE_MAX
        ? sets(subsets(items), call.getParserPosition())
        : group;
  }

  private static SqlNode sets(List<SqlNode> sets, SqlParserPos pos) {
    return SqlStdOperatorTable.GROUPING_SETS.createCall(pos, sets);
  }

  private static List<SqlNode> prefixes(List<SqlNode> items) {
    List<SqlNode> sets = new ArrayList<>();
    for (int count = items.size(); count >= 0; count--) {
      sets.add(set(items.subList(0, count)));
    }
    return sets;
  }

  private static List<SqlNode> subsets(List<SqlNode> items) {
    List<SqlNode> sets = new ArrayList<>();
    for (int members = (1 << items.size()) - 1; members >= 0; members--) {
      List<SqlNode> chosen = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        if ((members >> (items.size() - 1 - i) & 1) == 1) {
          chosen.add(items.get(i));
        }
      }
      sets.add(set(chosen));
    }
    return sets;
  }

  /** {@code (a, b, c)} of {@code (a, b), c}. */
  private static SqlNode set(List<SqlNode> items) {
    List<SqlNode> columns = new ArrayList<>();
    for (SqlNode item : items) {
      if (item.getKind() == SqlKind.ROW) {
        columns.addAll(((SqlCall) item).getOperandList());
      } else {
        columns.add(item);
      }
    }
    return switch (columns.size()) {
      case 0 -> SqlNodeList.EMPTY;
      case 1 -> columns.get(0);
      default -> SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, columns);
    };
  }
}
