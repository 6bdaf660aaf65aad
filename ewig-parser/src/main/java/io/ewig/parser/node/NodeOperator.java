package io.ewig.parser.node;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What nodes of one class have in common: a name that tells them apart, and how one is made. */
public final class NodeOperator extends SqlSpecialOperator {

  /** Makes a node of its operands, in the order in which the node's class lists them. */
  @FunctionalInterface
  public interface Maker {
    Node make(SqlParserPos pos, @Nullable SqlNode... operands);
  }

  private final Maker maker;

  public NodeOperator(String name, SqlKind kind, Maker maker) {
    super(name, kind);
    this.maker = maker;
  }

  /** Shuttles rebuild nodes through this method. */
  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral functionQualifier, SqlParserPos pos, @Nullable SqlNode... operands) {
    return maker.make(pos, operands);
  }
}
