package io.ewig.calcite.plan.syntax;

import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Queries that stand within expressions. */
public final class InnerQueries {

  private InnerQueries() {}

  public static boolean areIn(SqlNode expression) {
    return first(expression).isPresent();
  }

  /** The first that is met in an expression, or the expression itself if it is one. */
  public static Optional<SqlCall> first(SqlNode expression) {
    try {
      expression.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (call.isA(SqlKind.QUERY)) {
                throw new Util.FoundOne(call);
              }
              return super.visit(call);
            }
          });
      return Optional.empty();
    } catch (Util.FoundOne found) {
      return Optional.ofNullable((SqlCall) found.getNode());
    }
  }
}
