package io.ewig.parser.definition;

import io.ewig.engine.schema.MergeLaw;
import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table: its name, type and what is said about its values.
 *
 * <p>Operands: the name; the type; whether NULL is refused; the default; the identity; the law for
 * merges; the expression that it is computed by.
 */
public final class ColumnDefinition extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("COLUMN", SqlKind.COLUMN_DECL, ColumnDefinition::new);

  public ColumnDefinition(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 7, operands);
  }

  public String name() {
    return simpleName(0);
  }

  /** An SqlDataTypeSpec, or an SqlIntervalQualifier for an interval; see {@link ColumnType}. */
  public Optional<SqlNode> type() {
    return find(1);
  }

  public boolean isNotNull() {
    return flag(2);
  }

  public Optional<SqlNode> defaultValue() {
    return find(3);
  }

  public Optional<Identity> identity() {
    return find(4).map(Identity.class::cast);
  }

  public Optional<MergeLaw> mergeLaw() {
    return findWord(5, MergeLaw.class);
  }

  /** What the column always is, in terms of others. */
  public Optional<SqlNode> generation() {
    return find(6);
  }

  @Override
  protected void print(Printer out) {
    out.node(get(0));
    type().ifPresent(type -> ColumnType.print(out, type));
    out.wordsIf(isNotNull(), "NOT NULL").clause("DEFAULT", defaultValue()).node(identity());
    generation()
        .ifPresent(value -> out.words("GENERATED ALWAYS AS").inParentheses(value).words("STORED"));
    mergeLaw().ifPresent(law -> out.words("MERGE").words(law.name()));
  }
}
