package io.ewig.calcite.compile.node;

import io.ewig.calcite.execution.Operator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Rows of an input in the types of the node above, where Calcite leaves them different. */
public final class Casting {

  private Casting() {}

  public static Operator toTypesOf(RelNode node, RelNode input, CompileContext context) {
    Operator operator = context.compile(input);
    List<RelDataTypeField> targets = node.getRowType().getFieldList();
    List<RelDataTypeField> sources = input.getRowType().getFieldList();
    RexBuilder builder = node.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>(targets.size());
    boolean isSame = true;
    for (int i = 0; i < targets.size(); i++) {
      RelDataType source = sources.get(i).getType();
      RelDataType target =
          context.types().createTypeWithNullability(targets.get(i).getType(), source.isNullable());
      RexNode column = builder.makeInputRef(source, i);
      if (SqlTypeUtil.equalSansNullability(context.types(), source, target)) {
        columns.add(column);
      } else {
        columns.add(builder.makeAbstractCast(target, column, false));
        isSame = false;
      }
    }
    return isSame ? operator : context.project(operator, columns);
  }
}
