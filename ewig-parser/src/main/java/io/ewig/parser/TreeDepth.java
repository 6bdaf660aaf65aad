package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.limit.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.jspecify.annotations.Nullable;

/** Measures how deep a tree is without recursion: whoever walks over it later does recurse. */
final class TreeDepth {

  private record Level(SqlNode node, int depth) {}

  private final Deque<Level> waiting = new ArrayDeque<>();

  private TreeDepth() {}

  static void require(SqlNode tree) {
    new TreeDepth().measure(tree);
  }

  private void measure(SqlNode tree) {
    waiting.push(new Level(tree, 1));
    while (!waiting.isEmpty()) {
      Level level = waiting.pop();
      if (level.depth > Limits.TREE_DEPTH_MAX) {
        throw new UserException(
            ErrorCode.LIMIT_EXCEEDED,
            "the statement nests more than "
                + Limits.TREE_DEPTH_MAX
                + " joins, set operations or expressions; split it into several statements");
      }
      push(children(level.node), level.depth + 1);
      if (level.node instanceof SqlDataTypeSpec type) {
        requireArrays(type.getTypeNameSpec());
      }
    }
  }

  private static void requireArrays(SqlTypeNameSpec type) {
    SqlTypeNameSpec element = type;
    for (int depth = 0; element instanceof SqlCollectionTypeNameSpec array; depth++) {
      if (depth == Limits.ARRAY_DEPTH_MAX) {
        throw new UserException(
            ErrorCode.LIMIT_EXCEEDED,
            "a type is an array of arrays more than " + depth + " deep; use JSON for that");
      }
      element = array.getElementTypeName();
    }
  }

  private static List<? extends @Nullable SqlNode> children(SqlNode node) {
    if (node instanceof SqlCall call) {
      return call.getOperandList();
    }
    return node instanceof SqlNodeList list ? list.getList() : List.of();
  }

  private void push(List<? extends @Nullable SqlNode> children, int depth) {
    for (SqlNode child : children) {
      if (child != null) {
        waiting.push(new Level(child, depth));
      }
    }
  }
}
