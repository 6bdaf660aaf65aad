package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code WHEN [NOT] MATCHED [BY SOURCE] [AND condition] THEN ..}.
 *
 * <p>Operands: which rows it is about; the condition; the action; the columns to set or insert,
 * null if none are named; the values.
 */
public final class WhenClause extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("WHEN", SqlKind.OTHER, WhenClause::new);

  public WhenClause(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 5, operands);
  }

  /** What is done with a row. */
  public enum Action {
    UPDATE,
    DELETE,
    INSERT,
    NOTHING
  }

  /** Which rows a clause is about. */
  public enum Match {
    /** Rows of the table that a row of the source meets. */
    MATCHED,
    /** Rows of the source that meet none of the table; also BY TARGET. */
    NOT_MATCHED,
    /** Rows of the table that no row of the source meets. */
    NOT_MATCHED_BY_SOURCE;

    /** Only a row that is not there can be inserted, and that is all one can do with it. */
    public boolean allows(Action action) {
      return action == Action.NOTHING || (this == NOT_MATCHED) == (action == Action.INSERT);
    }

    @Override
    public String toString() {
      return name().replace('_', ' ');
    }
  }

  public Match match() {
    return word(0, Match.class);
  }

  public Optional<SqlNode> condition() {
    return find(1);
  }

  public Action action() {
    return word(2, Action.class);
  }

  /** The columns of an update or insert; empty: all, in order. */
  public List<SqlIdentifier> columns() {
    return find(3).isPresent() ? list(3, SqlIdentifier.class) : List.of();
  }

  /** The new values of an update or insert; none for an insert of defaults. */
  public List<SqlNode> values() {
    return find(4).isPresent() ? list(4, SqlNode.class) : List.of();
  }

  @Override
  protected void print(Printer out) {
    out.words("WHEN " + match());
    out.clause("AND", condition()).words("THEN");
    switch (action()) {
      case UPDATE -> out.words("UPDATE SET").assignments(columns(), values());
      case DELETE -> out.words("DELETE");
      case NOTHING -> out.words("DO NOTHING");
      case INSERT -> printInsert(out);
    }
  }

  private void printInsert(Printer out) {
    out.words("INSERT");
    if (!columns().isEmpty()) {
      out.parentheses(columns());
    }
    if (values().isEmpty()) {
      out.words("DEFAULT VALUES");
    } else {
      out.words("VALUES").parentheses(values());
    }
  }
}
