package io.ewig.parser.node;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A node of a syntax tree that Calcite does not know.
 *
 * <ul>
 *   <li>All that it says is in its operands (flags, words and texts as literals), so Calcite's
 *       visitors, shuttles, copies and comparisons go through it as through their own nodes.
 *   <li>What it prints is parsed to an equal node.
 * </ul>
 */
public abstract class Node extends SqlCall {

  private final NodeOperator operator;
  private final @Nullable SqlNode[] operands;

  protected Node(NodeOperator operator, SqlParserPos pos, int count, @Nullable SqlNode[] operands) {
    super(pos);
    if (operands.length != count) {
      throw new IllegalArgumentException(
          operator.getName() + " has " + count + " operands, not " + operands.length);
    }
    this.operator = operator;
    this.operands = operands.clone();
  }

  @Override
  public final SqlOperator getOperator() {
    return operator;
  }

  @Override
  @SuppressWarnings("NullAway") // Calcite's lists of operands hold null for what is absent
  public final List<SqlNode> getOperandList() {
    return Collections.unmodifiableList(Arrays.asList(operands));
  }

  @Override
  public final void setOperand(int i, @Nullable SqlNode operand) {
    operands[i] = operand;
  }

  @Override
  public final void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    print(new Printer(writer));
  }

  /** Prints the node as it can be parsed again. */
  protected abstract void print(Printer out);

  protected final Optional<SqlNode> find(int i) {
    return Optional.ofNullable(operands[i]);
  }

  protected final SqlNode get(int i) {
    return Objects.requireNonNull(operands[i]);
  }

  protected final boolean flag(int i) {
    return ((SqlLiteral) get(i)).booleanValue();
  }

  protected final <E extends Enum<E>> E word(int i, Class<E> words) {
    return ((SqlLiteral) get(i)).getValueAs(words);
  }

  protected final <E extends Enum<E>> Optional<E> findWord(int i, Class<E> words) {
    return find(i).map(node -> ((SqlLiteral) node).getValueAs(words));
  }

  protected final SqlIdentifier name(int i) {
    return (SqlIdentifier) get(i);
  }

  /** The name of something that no schema holds. */
  protected final String simpleName(int i) {
    return name(i).getSimple();
  }

  protected final Optional<String> findSimpleName(int i) {
    return find(i).map(node -> ((SqlIdentifier) node).getSimple());
  }

  protected final Optional<String> findText(int i) {
    return find(i).map(node -> ((SqlLiteral) node).getValueAs(String.class));
  }

  protected final Optional<Long> findNumber(int i) {
    return find(i).map(node -> ((SqlLiteral) node).longValue(true));
  }

  protected final SqlNodeList list(int i) {
    return (SqlNodeList) get(i);
  }

  protected final <N extends SqlNode> List<N> list(int i, Class<N> nodes) {
    return list(i).getList().stream().map(nodes::cast).toList();
  }
}
