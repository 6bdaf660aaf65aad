package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.aggregate.Aggregation;
import io.ewig.calcite.operator.aggregate.HashAggregate;
import io.ewig.calcite.operator.aggregate.function.AggregateFunctions;
import java.util.List;
import org.apache.calcite.rel.core.Collect;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** ARRAY, MULTISET and MAP of a query: all its rows in one value. */
public final class CollectCompiler implements Compiles<Collect> {

  @Override
  public Operator compile(Collect node, CompileContext context) {
    RelDataType type = node.getRowType().getFieldList().get(0).getType();
    return HashAggregate.of(
        context.compile(node.getInput()), new int[0], List.of(collection(type)));
  }

  private static Aggregation collection(RelDataType type) {
    if (type.getSqlTypeName() == SqlTypeName.MAP) {
      return AggregateFunctions.map(0, 1);
    }
    RelDataType element = type.getComponentType();
    return element != null && element.isStruct()
        ? AggregateFunctions.arrayOfRows()
        : AggregateFunctions.array(0, false, false);
  }
}
