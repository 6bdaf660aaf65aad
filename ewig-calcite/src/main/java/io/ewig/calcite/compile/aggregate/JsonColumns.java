package io.ewig.calcite.compile.aggregate;

import io.ewig.calcite.expression.json.JsonMaking;
import io.ewig.calcite.operator.aggregate.function.JsonForm;
import io.ewig.engine.json.Json;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Which columns hold JSON: Calcite has no type for it, so they are known by what they come from.
 */
final class JsonColumns {

  private JsonColumns() {}

  /** How the values of a column become parts of a document. */
  static JsonForm form(RelNode input, int column) {
    if (isJson(input, column)) {
      return (value, execution) -> Json.parse((String) value).text();
    }
    return form(input.getRowType().getFieldList().get(column).getType());
  }

  /** The same where only the type is known. */
  static JsonForm form(RelDataType type) {
    return (value, execution) -> JsonMaking.json(value, type, execution).text();
  }

  private static boolean isJson(RelNode node, int column) {
    if (node instanceof Filter || node instanceof Sort) {
      return isJson(node.getInput(0), column);
    }
    if (node instanceof Project project) {
      return isJson(project.getProjects().get(column), project.getInput());
    }
    if (node instanceof Aggregate aggregate) {
      int groups = aggregate.getGroupCount();
      if (column < groups) {
        return isJson(aggregate.getInput(), aggregate.getGroupSet().nth(column));
      }
      SqlKind kind = aggregate.getAggCallList().get(column - groups).getAggregation().getKind();
      return kind == SqlKind.JSON_ARRAYAGG || kind == SqlKind.JSON_OBJECTAGG;
    }
    return false;
  }

  private static boolean isJson(RexNode node, RelNode input) {
    if (node instanceof RexInputRef column) {
      return isJson(input, column.getIndex());
    }
    if (!(node instanceof RexCall call)) {
      return false;
    }
    return switch (call.getOperator().getName()) {
      case "CAST" -> isJson(call.getOperands().get(0), input);
      case "FORMAT JSON", "JSON_OBJECT", "JSON_ARRAY", "JSON_QUERY", "JSON_GET", "JSON_KEYS" ->
          true;
      default -> false;
    };
  }
}
