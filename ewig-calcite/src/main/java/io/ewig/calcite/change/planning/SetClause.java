package io.ewig.calcite.change.planning;

import io.ewig.calcite.change.row.Assigned;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Columns with what they are set to; some values a query has to compute. */
final class SetClause {

  private final Understanding statement;
  private final List<Column> columns;
  private final List<SqlNode> values;
  private final List<SqlNode> queried = new ArrayList<>();

  SetClause(Understanding statement, List<Column> columns, List<SqlNode> values) {
    this.statement = statement;
    this.columns = columns;
    this.values = values;
    for (int i = 0; i < values.size(); i++) {
      if (columns.get(i).isGenerated() && !isDefault(values.get(i))) {
        throw computed(columns.get(i));
      } else if (columns.get(i).isAlwaysNumbered() && !isDefault(values.get(i))) {
        throw new UserException(
            ErrorCode.GENERATED_ALWAYS,
            "column '"
                + columns.get(i).name()
                + "' is always numbered by the database; set it to DEFAULT only");
      }
      if (isQueried(values.get(i))) {
        queried.add(values.get(i));
      }
    }
  }

  static UserException computed(Column column) {
    return new UserException(
        ErrorCode.GENERATED_ALWAYS,
        "column '"
            + column.name()
            + "' is computed from others; leave it out, or set it to DEFAULT only");
  }

  /** The values that a query has to compute. */
  List<SqlNode> queried() {
    return queried;
  }

  private static boolean isQueried(SqlNode value) {
    return !isDefault(value) && !(value instanceof SqlDynamicParam);
  }

  /**
   * @param computed where the queried values are
   */
  List<Assigned> assigned(List<Understanding.Typed> computed) {
    List<Assigned> assigned = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      Column column = columns.get(i);
      if (isDefault(values.get(i))) {
        assigned.add(new Assigned(column, null));
        continue;
      }
      Understanding.Typed value =
          values.get(i) instanceof SqlDynamicParam parameter
              ? statement.parameter(parameter, Parameters.type(column.type(), statement))
              : computed.get(next++);
      assigned.add(Assigned.of(column, value.expression(), value.type(), statement));
    }
    return assigned;
  }

  static boolean isDefault(SqlNode node) {
    return node.getKind() == SqlKind.DEFAULT;
  }
}
