package io.ewig.jdbc.embedded;

import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.type.JdbcType;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Types and columns of SQL as links have them. */
final class Shapes {

  private Shapes() {}

  static List<ColumnInfo> columns(List<ResultColumn> columns) {
    List<ColumnInfo> infos = new ArrayList<>(columns.size());
    for (ResultColumn column : columns) {
      infos.add(
          new ColumnInfo(
              column.label(),
              column.name(),
              column.table(),
              column.schema(),
              type(column.type()),
              column.type().isNullable() ? ColumnInfo.Nullability.YES : ColumnInfo.Nullability.NO,
              column.isAutoIncrement()));
    }
    return infos;
  }

  static List<ValueType> types(List<RelDataType> types) {
    return types.stream().map(Shapes::type).toList();
  }

  private static ValueType type(RelDataType type) {
    return type(JdbcType.of(type));
  }

  private static ValueType type(JdbcType type) {
    return new ValueType(
        type.code(), type.name(), type.precision(), type.scale(), element(type.element()));
  }

  private static @Nullable ValueType element(@Nullable JdbcType element) {
    return element == null ? null : type(element);
  }

  /** What makes plain Java of the values of each column. */
  static JdbcType[] jdbcTypes(List<ResultColumn> columns) {
    return columns.stream().map(column -> JdbcType.of(column.type())).toArray(JdbcType[]::new);
  }
}
