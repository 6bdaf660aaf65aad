package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.Unnest;
import java.util.List;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/** UNNEST. */
public final class UncollectCompiler implements Compiles<Uncollect> {

  @Override
  public Operator compile(Uncollect node, CompileContext context) {
    List<RelDataTypeField> columns = node.getInput().getRowType().getFieldList();
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(columns.get(i).getType(), !node.getItemAliases().isEmpty());
    }
    return new Unnest(context.compile(node.getInput()), widths, node.withOrdinality);
  }

  private static int width(RelDataType type, boolean isElementWhole) {
    if (type.getSqlTypeName() == SqlTypeName.MAP) {
      return 2;
    }
    RelDataType element = type.getComponentType();
    if (isElementWhole || element == null || !element.isStruct()) {
      return 1;
    }
    return element.getFieldCount() == 1 ? Unnest.ROW_OF_ONE : element.getFieldCount();
  }
}
