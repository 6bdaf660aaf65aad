package io.ewig.calcite.change.row;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Assignment;
import io.ewig.calcite.statement.Understanding;
import io.ewig.calcite.type.Documents;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.schema.Column;
import io.ewig.engine.value.Type;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * A column with what it is set to; immutable.
 *
 * @param value of the column's type; null: its default
 */
public record Assigned(Column column, @Nullable Expression value) {

  /** An expression of some type, as it is stored into the column. */
  public static Assigned of(
      Column column, Expression value, RelDataType from, Understanding statement) {
    RelDataType to = TypeMapping.calcite(column.type(), true, statement.types());
    Expression assigned = Assignment.assign(value, from, to, column.name());
    return new Assigned(
        column, Documents.areIn(column.type()) ? new OfEngine(assigned, column.type()) : assigned);
  }

  /** An expression as a moment. */
  public static Expression instant(Expression value, RelDataType from, Understanding statement) {
    RelDataType to = TypeMapping.calcite(Type.TIMESTAMP_WITH_TIME_ZONE, true, statement.types());
    return Assignment.assign(value, from, to, "");
  }

  boolean isDefault() {
    return value == null;
  }

  @Nullable Object of(@Nullable Object[] row, Execution execution) {
    if (value == null) {
      throw new IllegalStateException("defaults are the engine's");
    }
    return value.value(row, execution);
  }

  /** Documents as the engine has them. */
  private record OfEngine(Expression value, Type type) implements Expression {
    @Override
    public @Nullable Object value(@Nullable Object[] row, Execution execution) {
      return Documents.toEngine(value.value(row, execution), type);
    }
  }
}
