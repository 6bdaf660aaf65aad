package io.ewig.calcite.plan.validation;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Place;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * {@code a JOIN (b CROSS JOIN LATERAL (SELECT b.x ..) AS c) ON ..}, which is refused: the converter
 * takes {@code b.x} for a column of {@code a} that has its place.
 */
final class NestedLaterals {

  private NestedLaterals() {}

  /** Refuses a join whose right side is one with such a part. */
  static void refuse(SqlJoin join) {
    if (join.getRight() instanceof SqlJoin inner) {
      refuseIn(inner);
    }
  }

  private static void refuseIn(SqlNode from) {
    if (from instanceof SqlJoin join) {
      refuseIn(join.getLeft());
      refuseIn(join.getRight());
    } else if (from.getKind() == SqlKind.AS) {
      refuseIn(((SqlCall) from).operand(0));
    } else if (takesColumns(from)) {
      throw Place.of(from)
          .error(
              ErrorCode.UNSUPPORTED,
              "a LATERAL query or UNNEST can't take columns within a join in parentheses on the"
                  + " right of another join; make that a query: (SELECT .. FROM ..) AS name");
    }
  }

  private static boolean takesColumns(SqlNode from) {
    return switch (from.getKind()) {
      case LATERAL -> ofQuery(((SqlCall) from).operand(0));
      case UNNEST -> hasNames(from);
      default -> false;
    };
  }

  private static boolean ofQuery(SqlNode lateral) {
    return lateral.isA(SqlKind.QUERY) || takesColumns(lateral);
  }

  private static boolean hasNames(SqlNode node) {
    try {
      node.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier name) {
              throw new Util.FoundOne(name);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }
}
