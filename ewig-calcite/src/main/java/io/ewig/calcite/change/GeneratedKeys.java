package io.ewig.calcite.change;

import io.ewig.calcite.change.row.SqlValues;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Understanding;
import io.ewig.calcite.type.EwigTypeFactory;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;

/** The columns of written rows that an application wants to know without having asked in SQL. */
final class GeneratedKeys {

  private static final EwigTypeFactory TYPES = new EwigTypeFactory();

  private GeneratedKeys() {}

  static RowAnswer of(Target target, Run.Keys keys) {
    Table table = target.table();
    List<ResultColumn> columns = new ArrayList<>();
    List<Understanding.Typed> items = new ArrayList<>();
    for (int position : positions(table, keys)) {
      var column = table.columns().get(position);
      RelDataType type = TypeMapping.calcite(column.type(), column.nullable(), TYPES);
      columns.add(
          new ResultColumn(
              column.name(),
              column.name(),
              table.name(),
              table.schema(),
              type,
              column.byDefault() instanceof Default.Identity));
      items.add(new Understanding.Typed(new Column(SqlValues.place(table, position)), type));
    }
    return new RowAnswer(columns, items);
  }

  private static Iterable<Integer> positions(Table table, Run.Keys keys) {
    if (!keys.columns().isEmpty()) {
      return keys.columns().stream().map(name -> positionOf(name, table)).toList();
    } else if (!keys.positions().isEmpty()) {
      return keys.positions().stream().map(place -> positionAt(place, table)).toList();
    }
    TreeSet<Integer> positions = new TreeSet<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      positions.add(position);
    }
    for (int i = 0; i < table.columns().size(); i++) {
      if (!(table.columns().get(i).byDefault() instanceof Default.None)) {
        positions.add(i);
      }
    }
    positions.removeIf(position -> table.columns().get(position).isHidden());
    return positions;
  }

  /** Applications write names as they like: if there is none in their letters, in small ones. */
  private static int positionOf(String name, Table table) {
    int exactly = table.positionOf(name);
    return exactly >= 0
        ? exactly
        : table.positionOf(table.column(name.toLowerCase(Locale.ROOT)).name());
  }

  private static int positionAt(int place, Table table) {
    List<Integer> visible = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (!table.columns().get(i).isHidden()) {
        visible.add(i);
      }
    }
    if (place < 1 || place > visible.size()) {
      throw new UserException(
          ErrorCode.UNKNOWN_COLUMN,
          table + " has no column " + place + "; its columns are 1 to " + visible.size());
    }
    return visible.get(place - 1);
  }
}
