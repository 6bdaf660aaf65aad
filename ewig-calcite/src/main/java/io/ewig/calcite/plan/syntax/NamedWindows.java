package io.ewig.calcite.plan.syntax;

import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * {@code OVER (w ROWS 1 PRECEDING)}: a window that goes on from one with a name, said in full.
 *
 * <p>Calcite would lose the frame. What it refuses (a frame, an order or a partition on both sides)
 * stays as it is, for it to say so.
 */
public final class NamedWindows {

  /** A name that leads back to itself is refused by Calcite; here it has to end. */
  private static final int DEPTH_MAX = 16;

  private NamedWindows() {}

  /** Says in full what stands in a query itself, and what is ordered by. */
  public static void resolve(SqlSelect select) {
    SqlNodeList declared = select.getWindowList();
    if (!declared.isEmpty()) {
      resolve(select.getSelectList(), declared);
      resolve(select.getQualify(), declared);
      resolve(select.getOrderList(), declared);
    }
  }

  public static void resolve(@Nullable SqlNode tree, SqlNodeList declared) {
    if (tree == null || declared.isEmpty()) {
      return;
    }
    List<SqlCall> found = new ArrayList<>();
    tree.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.OVER) {
              found.add(call);
            }
            return call.isA(SqlKind.QUERY) ? null : super.visit(call);
          }
        });
    for (SqlCall over : found) {
      if (over.operand(1) instanceof SqlWindow window) {
        over.setOperand(1, whole(window, declared, 0));
      }
    }
  }

  private static SqlWindow whole(SqlWindow window, SqlNodeList declared, int depth) {
    SqlIdentifier name = window.getRefName();
    SqlWindow named = name == null ? null : find(name, declared);
    if (named == null || depth == DEPTH_MAX) {
      return window;
    }
    SqlWindow base = whole(named, declared, depth + 1);
    boolean isClear =
        base.getRefName() == null
            && base.getLowerBound() == null
            && window.getPartitionList().isEmpty()
            && (window.getOrderList().isEmpty() || base.getOrderList().isEmpty());
    if (!isClear) {
      return window;
    }
    SqlNodeList order =
        window.getOrderList().isEmpty() ? base.getOrderList() : window.getOrderList();
    return new SqlWindow(
        window.getParserPosition(),
        null,
        null,
        (SqlNodeList) TreeCopy.of(base.getPartitionList()),
        (SqlNodeList) TreeCopy.of(order),
        SqlLiteral.createBoolean(window.isRows(), window.getParserPosition()),
        window.getLowerBound(),
        window.getUpperBound(),
        null,
        window.getExclude());
  }

  private static @Nullable SqlWindow find(SqlIdentifier name, SqlNodeList declared) {
    for (SqlNode each : declared) {
      if (each instanceof SqlWindow window
          && window.getDeclName() != null
          && window.getDeclName().toString().equals(name.toString())) {
        return window;
      }
    }
    return null;
  }
}
