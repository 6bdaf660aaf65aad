package io.ewig.parser.time;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Operands;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Which part of a time axis is asked for: one moment, a period, or all of it. */
public abstract sealed class Span extends Node {

  private Span(NodeOperator operator, SqlParserPos pos, int count, @Nullable SqlNode[] operands) {
    super(operator, pos, count, operands);
  }

  /** Whether it is more than a moment. */
  public final boolean isRange() {
    return !(this instanceof AsOf);
  }

  /** {@code AS OF x}: operands are the anchor and x. */
  public static final class AsOf extends Span {
    private static final NodeOperator OPERATOR =
        new NodeOperator("AS OF", SqlKind.OTHER, AsOf::new);

    public AsOf(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public AsOf(SqlParserPos pos, Anchor anchor, SqlNode value) {
      this(pos, Operands.word(anchor), value);
    }

    public Anchor anchor() {
      return word(0, Anchor.class);
    }

    /** A time, the id of a commit, the name of a tag, or a number, as the anchor says. */
    public SqlNode value() {
      return get(1);
    }

    @Override
    protected void print(Printer out) {
      out.words(anchor().words()).node(value());
    }
  }

  /** {@code FROM a TO b}, b not included: operands are a and b. */
  public static final class FromTo extends Span {
    private static final NodeOperator OPERATOR =
        new NodeOperator("FROM TO", SqlKind.OTHER, FromTo::new);

    public FromTo(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public SqlNode from() {
      return get(0);
    }

    public SqlNode to() {
      return get(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("FROM").node(from()).words("TO").node(to());
    }
  }

  /** {@code BETWEEN a AND b}, b included: operands are a and b. */
  public static final class Between extends Span {
    private static final NodeOperator OPERATOR =
        new NodeOperator("BETWEEN AND", SqlKind.OTHER, Between::new);

    public Between(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 2, operands);
    }

    public SqlNode first() {
      return get(0);
    }

    public SqlNode last() {
      return get(1);
    }

    @Override
    protected void print(Printer out) {
      out.words("BETWEEN").node(first()).words("AND").node(last());
    }
  }

  /** {@code ALL}. */
  public static final class All extends Span {
    private static final NodeOperator OPERATOR =
        new NodeOperator("ALL TIME", SqlKind.OTHER, All::new);

    public All(SqlParserPos pos, @Nullable SqlNode... operands) {
      super(OPERATOR, pos, 0, operands);
    }

    @Override
    protected void print(Printer out) {
      out.words("ALL");
    }
  }
}
