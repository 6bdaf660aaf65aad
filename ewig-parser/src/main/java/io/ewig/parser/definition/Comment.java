package io.ewig.parser.definition;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code COMMENT ON TABLE | COLUMN | VIEW | SCHEMA | SEQUENCE name IS text | NULL}.
 *
 * <p>Operands: what kind of thing; its name; the text.
 */
public final class Comment extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("COMMENT", SqlKind.OTHER_DDL, Comment::new);

  public Comment(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public ObjectKind kind() {
    return word(0, ObjectKind.class);
  }

  /** Of a column: that of its table and its own. */
  public SqlIdentifier name() {
    return name(1);
  }

  /** Empty: none any more. */
  public Optional<String> text() {
    return findText(2);
  }

  @Override
  protected void print(Printer out) {
    out.words("COMMENT ON").words(kind().name()).node(name()).words("IS");
    out.node(find(2)).wordsIf(find(2).isEmpty(), "NULL");
  }
}
