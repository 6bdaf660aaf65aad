package io.ewig.calcite.definition;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.schema.Default;
import io.ewig.parser.SqlText;
import io.ewig.parser.node.Place;
import java.util.Locale;
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

  private Generations() {}

  static Default of(SqlNode expression) {
    OneRow.require(expression, "a column is computed from", "a view can have that");
    expression.accept(new Refusing());
    return new Default.Generated(SqlText.print(expression));
  }

  /** Throws for what is not the same at all times. */
  private static final class Refusing extends SqlBasicVisitor<Void> {

    @Override
    public Void visit(SqlCall call) {
      String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
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
        throw Place.of(node)
            .error(
                ErrorCode.INVALID_DEFINITION,
                "a column is computed from what does not change with time, session or chance;"
                    + " a DEFAULT may");
      }
    }
  }
}
