package io.ewig.calcite.compile.vector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/** Which columns of a source are asked for, each with the type in which it is. */
record Needs(Map<Integer, RexInputRef> columns) {

  static Needs of(Collection<? extends RexNode> expressions) {
    Map<Integer, RexInputRef> columns = new LinkedHashMap<>();
    for (RexNode expression : expressions) {
      expression.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef ref) {
              columns.putIfAbsent(ref.getIndex(), ref);
              return null;
            }
          });
    }
    return new Needs(columns);
  }

  /** These, and what others ask for. */
  Needs and(Collection<? extends RexNode> expressions) {
    List<RexNode> all = new ArrayList<>(columns.values());
    all.addAll(expressions);
    return of(all);
  }

  /** Those of a stretch of columns, counted from its first. */
  List<RexNode> within(int from, int to) {
    List<RexNode> found = new ArrayList<>();
    columns.forEach(
        (index, ref) -> {
          if (index >= from && index < to) {
            found.add(new RexInputRef(index - from, ref.getType()));
          }
        });
    return found;
  }
}
