package io.ewig.parser.branch;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import io.ewig.parser.time.Span;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE TAG [IF NOT EXISTS] t [ON b] [AS OF ..] [MESSAGE text]}.
 *
 * <p>Operands: whether it may exist; its name; the branch; when; the message.
 */
public final class CreateTag extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE TAG", SqlKind.OTHER_DDL, CreateTag::new);

  public CreateTag(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 5, operands);
  }

  public boolean ifNotExists() {
    return flag(0);
  }

  public String name() {
    return simpleName(1);
  }

  /** Empty: the branch of the session. */
  public Optional<String> branch() {
    return findSimpleName(2);
  }

  public Optional<Span.AsOf> asOf() {
    return find(3).map(Span.AsOf.class::cast);
  }

  public Optional<String> message() {
    return findText(4);
  }

  @Override
  protected void print(Printer out) {
    out.words("CREATE TAG").wordsIf(ifNotExists(), "IF NOT EXISTS").node(get(1));
    out.clause("ON", find(2)).node(asOf()).clause("MESSAGE", find(4));
  }
}
