package io.ewig.parser.definition;

import io.ewig.engine.schema.ReferentialAction;
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

/** What must hold for the rows of a table; the first operand is the constraint's name. */
public abstract sealed class Constraint extends Node {

  private Constraint(
      NodeOperator operator, SqlParserPos pos, int count, @Nullable SqlNode[] operands) {
    super(operator, pos, count, operands);
  }

  /** Empty: one is to be made up. */
  public final Optional<String> name() {
    return findSimpleName(0);
  }

  @Override
  protected final void print(Printer out) {
    out.clause("CONSTRAINT", find(0));
    printRule(out, false);
  }

  /** As it is written at the one column that it is about. */
  final void printAtColumn(Printer out) {
    out.clause("CONSTRAINT", find(0));
    printRule(out, true);
  }

  abstract void printRule(Printer out, boolean atColumn);

  /** {@code PRIMARY KEY (columns)} or {@code UNIQUE (columns)}. */
  public abstract static sealed class Key extends Constraint {
    private Key(NodeOperator operator, SqlParserPos pos, @Nullable SqlNode[] operands) {
      super(operator, pos, 2, operands);
    }

    public final List<SqlIdentifier> columns() {
      return list(1, SqlIdentifier.class);
    }

    @Override
    final void printRule(Printer out, boolean atColumn) {
      out.words(getOperator().getName());
      if (!atColumn) {
        out.parentheses(columns());
      }
    }
  }

  /** Operands: name, columns. */
  public static final class PrimaryKey extends Key {
    private static final NodeOperator OPERATOR =
        new NodeOperator("PRIMARY KEY", SqlKind.PRIMARY_KEY, PrimaryKey::new);

    public PrimaryKey(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, operands);
    }
  }

  /** Operands: name, columns. */
  public static final class Unique extends Key {
    private static final NodeOperator OPERATOR =
        new NodeOperator("UNIQUE", SqlKind.OTHER, Unique::new);

    public Unique(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, operands);
    }
  }

  /** {@code CHECK (condition)}. Operands: name, condition. */
  public static final class Check extends Constraint {
    private static final NodeOperator OPERATOR =
        new NodeOperator("CHECK", SqlKind.CHECK, Check::new);

    public Check(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public SqlNode condition() {
      return get(1);
    }

    @Override
    void printRule(Printer out, boolean atColumn) {
      out.words("CHECK").inParentheses(condition());
    }
  }

  /**
   * {@code FOREIGN KEY (columns) REFERENCES parent (columns) ON DELETE .. ON UPDATE ..}.
   *
   * <p>Operands: name, columns, parent, columns of the parent, what a deletion and a change of a
   * parent's key bring.
   */
  public static final class Reference extends Constraint {
    private static final NodeOperator OPERATOR =
        new NodeOperator("FOREIGN KEY", SqlKind.FOREIGN_KEY, Reference::new);

    public Reference(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 6, operands);
    }

    public List<SqlIdentifier> columns() {
      return list(1, SqlIdentifier.class);
    }

    public SqlIdentifier parent() {
      return name(2);
    }

    /** Empty: the primary key. */
    public List<SqlIdentifier> parentColumns() {
      return find(3).isPresent() ? list(3, SqlIdentifier.class) : List.of();
    }

    public ReferentialAction onDelete() {
      return findWord(4, ReferentialAction.class).orElse(ReferentialAction.NO_ACTION);
    }

    public ReferentialAction onUpdate() {
      return findWord(5, ReferentialAction.class).orElse(ReferentialAction.NO_ACTION);
    }

    @Override
    void printRule(Printer out, boolean atColumn) {
      if (!atColumn) {
        out.words("FOREIGN KEY").parentheses(columns());
      }
      out.words("REFERENCES").node(parent());
      if (!parentColumns().isEmpty()) {
        out.parentheses(parentColumns());
      }
      out.wordsIf(find(4).isPresent(), "ON DELETE " + onDelete().name().replace('_', ' '));
      out.wordsIf(find(5).isPresent(), "ON UPDATE " + onUpdate().name().replace('_', ' '));
    }
  }
}
