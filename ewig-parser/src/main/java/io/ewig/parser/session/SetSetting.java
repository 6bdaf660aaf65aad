package io.ewig.parser.session;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code SET [SESSION] name = | TO value [, value ..] | DEFAULT}.
 *
 * <p>Operands: the name; the value.
 */
public final class SetSetting extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("SET", SqlKind.SET_OPTION, SetSetting::new);

  public SetSetting(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  /**
   * In lower case: {@code branch}, {@code as_of}, {@code valid_at}, {@code time_zone} and so on.
   */
  public String name() {
    return simpleName(0);
  }

  /**
   * An expression; or an identifier, which stands for its own text; or a {@link
   * io.ewig.parser.time.Span.AsOf}, if the moment is named by a commit, tag or number; empty: the
   * default; or a list of such.
   */
  public Optional<SqlNode> value() {
    return find(1);
  }

  @Override
  protected void print(Printer out) {
    out.words("SET").node(get(0)).words("=");
    if (value().orElse(null) instanceof SqlNodeList values) {
      out.list(values.getList());
    } else {
      out.node(value()).wordsIf(value().isEmpty(), "DEFAULT");
    }
  }
}
