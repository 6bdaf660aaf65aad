package io.ewig.parser.node;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Copies whole trees: planning changes them, so no two may share a node that has parts. */
public final class TreeCopy extends SqlShuttle {

  private TreeCopy() {}

  public static SqlNode of(SqlNode tree) {
    SqlNode copy = tree.accept(new TreeCopy());
    if (copy == null) {
      throw new IllegalStateException("a copy of nothing");
    }
    return copy;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    CallCopyingArgHandler all = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, all);
    return all.result();
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier id) {
    return id.clone(id.getParserPosition());
  }
}
