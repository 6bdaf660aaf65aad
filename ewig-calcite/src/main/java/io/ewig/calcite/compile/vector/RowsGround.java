package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.stored.RowSource;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Columns of anything, which comes row by row. */
record RowsGround(Operator operator, List<VectorKind> kinds) implements Ground {

  static RowsGround of(RelNode node, CompileContext context) {
    List<RelDataTypeField> fields = node.getRowType().getFieldList();
    return new RowsGround(
        context.compiled(node),
        fields.stream().map(field -> kind(field.getType().getSqlTypeName())).toList());
  }

  private static VectorKind kind(SqlTypeName type) {
    return SqlTypeName.INT_TYPES.contains(type) ? VectorKind.NUMBER : VectorKind.VALUE;
  }

  @Override
  public int width() {
    return kinds.size();
  }

  @Override
  public boolean isByVectors(List<RexNode> conditions) {
    return true;
  }

  @Override
  public VectorSource source(List<RexNode> conditions, Needs needs) {
    return new RowSource(operator, kinds);
  }
}
