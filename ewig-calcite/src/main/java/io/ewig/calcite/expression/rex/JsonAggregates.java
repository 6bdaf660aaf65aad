package io.ewig.calcite.expression.rex;

import io.ewig.parser.expression.JsonResult;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.jspecify.annotations.Nullable;

/** JSON_ARRAYAGG and JSON_OBJECTAGG, which give documents; Calcite's give texts. */
public final class JsonAggregates {

  private JsonAggregates() {}

  public static SqlAggFunction array(SqlJsonConstructorNullClause nulls) {
    return new ArrayAggregate(nulls);
  }

  public static SqlAggFunction object(SqlJsonConstructorNullClause nulls) {
    return new ObjectAggregate(nulls);
  }

  /** The same call of ours, if it is one of Calcite's. */
  static SqlCall own(SqlCall call) {
    SqlOperator ours = own(call.getOperator());
    return ours == null
        ? call
        : ours.createCall(
            call.getFunctionQuantifier(),
            call.getParserPosition(),
            call.getOperandList().toArray(SqlNode[]::new));
  }

  private static @Nullable SqlOperator own(SqlOperator operator) {
    if (operator instanceof SqlJsonArrayAggAggFunction list) {
      return array(list.getNullClause());
    }
    return operator instanceof SqlJsonObjectAggAggFunction object
        ? object(object.getNullClause())
        : null;
  }

  private static final class ArrayAggregate extends SqlJsonArrayAggAggFunction {

    ArrayAggregate(SqlJsonConstructorNullClause nulls) {
      super(SqlKind.JSON_ARRAYAGG, nulls);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return JsonResult.ALWAYS.inferReturnType(binding);
    }
  }

  private static final class ObjectAggregate extends SqlJsonObjectAggAggFunction {

    ObjectAggregate(SqlJsonConstructorNullClause nulls) {
      super(SqlKind.JSON_OBJECTAGG, nulls);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return JsonResult.ALWAYS.inferReturnType(binding);
    }
  }
}
