package io.ewig.calcite.definition;

import io.ewig.calcite.plan.syntax.InnerQueries;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Default;
import io.ewig.parser.SqlText;
import io.ewig.parser.node.Place;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Columns that are computed from others.
 *
 * <p>What an expression may say is up to the engine; here is told what SQL has besides, and why it
 * can't be: queries, what is of many rows, and what is not the same at all times.
 */
final class Generations {

  /** What else depends on who asks, on chance, or on what was asked before. */
  private static final Set<String> CHANGING =
      Set.of("CURRENT_USER", "SESSION_USER", "RANDOM", "RAND", "NEXTVAL", "CURRVAL", "LASTVAL");

  private static final Set<String> OF_GROUPS =
      Set.of("COUNT", "SUM", "AVG", "MIN", "MAX", "ARRAY_AGG", "STRING_AGG", "LISTAGG");

  private Generations() {}

  static Default of(SqlNode expression) {
    Optional<SqlCall> query = InnerQueries.first(expression);
    if (query.isPresent()) {
      throw Place.of(query.get())
          .error(
              ErrorCode.UNSUPPORTED,
              "a column is computed from the columns of one row, and takes no query;"
                  + " a view can read others");
    }
    expression.accept(new Refusing());
    return new Default.Generated(SqlText.print(expression));
  }

  /** Throws for what is not of one row, or not the same at all times. */
  private static final class Refusing extends SqlBasicVisitor<Void> {

    @Override
    public Void visit(SqlCall call) {
      String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
      if (call.getKind() == SqlKind.OVER || OF_GROUPS.contains(name)) {
        throw refused(
            call,
            ErrorCode.GROUPING_ERROR,
            "a column is computed from the columns of one row, and takes no aggregates or windows;"
                + " a view can have them");
      }
      boolean isSequence = call.getKind() == SqlKind.NEXT_VALUE;
      requireSame(call, isSequence || call.getKind() == SqlKind.CURRENT_VALUE ? "NEXTVAL" : name);
      return super.visit(call);
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (name.isSimple() && !name.getComponentParserPosition(0).isQuoted()) {
        requireSame(name, name.getSimple().toUpperCase(Locale.ROOT));
      }
      return null;
    }

    private static void requireSame(SqlNode node, String name) {
      if (Columns.PRESENT.contains(name)
          || Columns.RANDOM.contains(name)
          || CHANGING.contains(name)) {
        throw refused(
            node,
            ErrorCode.INVALID_DEFINITION,
            "a column is computed from what does not change with time, session or chance;"
                + " a DEFAULT may");
      }
    }

    private static UserException refused(SqlNode node, ErrorCode code, String what) {
      return Place.of(node).error(code, what);
    }
  }
}
