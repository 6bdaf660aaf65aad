package io.ewig.parser.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** Writes the words and operands of a node one after the other. */
public final class Printer {

  private final SqlWriter writer;
  private final Deque<SqlWriter.Frame> frames = new ArrayDeque<>();

  Printer(SqlWriter writer) {
    this.writer = writer;
  }

  public Printer words(String words) {
    writer.keyword(words);
    return this;
  }

  public Printer wordsIf(boolean condition, String words) {
    return condition ? words(words) : this;
  }

  public Printer node(SqlNode node) {
    node.unparse(writer, 0, 0);
    return this;
  }

  public Printer node(Optional<? extends SqlNode> node) {
    node.ifPresent(this::node);
    return this;
  }

  /** Words and what follows them, if it is there. */
  public Printer clause(String words, Optional<? extends SqlNode> node) {
    node.ifPresent(present -> words(words).node(present));
    return this;
  }

  public Printer list(List<? extends SqlNode> nodes) {
    return list("", "", nodes);
  }

  public Printer parentheses(List<? extends SqlNode> nodes) {
    return list("(", ")", nodes);
  }

  public Printer inParentheses(SqlNode node) {
    return parentheses(List.of(node));
  }

  private Printer list(String open, String close, List<? extends SqlNode> nodes) {
    SqlWriter.Frame frame = writer.startList(open, close);
    for (SqlNode node : nodes) {
      writer.sep(",");
      node(node);
    }
    writer.endList(frame);
    return this;
  }

  /** Tables as they stand in a FROM clause, joined or not. */
  public Printer tables(SqlNode from) {
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.FROM_LIST);
    from.unparse(writer, 0, 0);
    writer.endList(frame);
    return this;
  }

  /** {@code a = 1, b = DEFAULT}. */
  public Printer assignments(List<? extends SqlNode> columns, List<? extends SqlNode> values) {
    SqlWriter.Frame frame = writer.startList("", "");
    for (int i = 0; i < columns.size(); i++) {
      writer.sep(",");
      SqlNode value = values.get(i);
      node(columns.get(i)).words("=");
      boolean isBare = value.getKind() == SqlKind.WITH; // other queries say so themselves
      if (isBare) {
        inParentheses(value);
      } else {
        node(value);
      }
    }
    writer.endList(frame);
    return this;
  }

  /** What follows is in parentheses until {@link #close()}. */
  public Printer open() {
    frames.push(writer.startList("(", ")"));
    return this;
  }

  public Printer close() {
    writer.endList(frames.pop());
    return this;
  }
}
