package io.ewig.calcite.change.insert;

import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.change.row.ValidColumns;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The columns that an INSERT gives values for, in the order of its list.
 *
 * @param columns null where the list names a valid column
 * @param spare how many at the end need no value, as the database computes them and nobody has
 *     named them
 * @param validFrom which place in the list that is, or -1; validTo alike
 */
public record InsertColumns(List<@Nullable Column> columns, int validFrom, int validTo, int spare) {

  public static final InsertColumns NONE = new InsertColumns(List.of(), -1, -1, 0);

  public static InsertColumns of(Target target, @Nullable List<SqlIdentifier> names) {
    if (names == null || names.isEmpty()) {
      List<@Nullable Column> all = new ArrayList<>(target.columns(null));
      return new InsertColumns(all, -1, -1, spare(all));
    }
    List<Column> plain = target.columns(ValidColumns.without(names));
    List<@Nullable Column> columns = new ArrayList<>();
    int from = -1;
    int to = -1;
    int next = 0;
    for (int i = 0; i < names.size(); i++) {
      String last = names.get(i).names.get(names.get(i).names.size() - 1);
      if (!ValidColumns.isOne(names.get(i))) {
        columns.add(plain.get(next++));
        continue;
      }
      columns.add(null);
      if ((last.equals(ValidColumns.FROM) ? from : to) >= 0) {
        throw new UserException(
            ErrorCode.DUPLICATE_COLUMN, "column '" + last + "' is given a value twice");
      }
      from = last.equals(ValidColumns.FROM) ? i : from;
      to = last.equals(ValidColumns.TO) ? i : to;
    }
    return new InsertColumns(columns, from, to, 0);
  }

  /** How many columns at the end of a table's are computed, and need no value. */
  public static int spare(List<? extends @Nullable Column> columns) {
    int given = columns.size();
    while (given > 0 && isComputed(columns.get(given - 1))) {
      given--;
    }
    return columns.size() - given;
  }

  private static boolean isComputed(@Nullable Column column) {
    return column != null && column.isGenerated();
  }

  /** Refuses a value for a column that is computed from others. */
  public void requireGiven(int place) {
    Column column = columns.get(place);
    if (column != null && isComputed(column)) {
      throw new UserException(
          ErrorCode.GENERATED_ALWAYS,
          "column '"
              + column.name()
              + "' is computed from others; leave it out, or give DEFAULT for it");
    }
  }

  public int size() {
    return columns.size();
  }

  public void requireCount(int count, Table table) {
    if (count > size() || count < size() - spare) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR,
          "INSERT INTO "
              + table
              + " gives "
              + count
              + " values for "
              + size()
              + " columns; give one for each, or name the columns");
    }
  }

  /** What the list gives for columns of the table; without what is left to defaults. */
  Map<String, @Nullable Object> values(
      List<? extends @Nullable Expression> cells, @Nullable Object[] source, Execution execution) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Column column = columns.get(i);
      Expression cell = cells.get(i);
      if (column != null && cell != null) {
        values.put(column.name(), cell.value(source, execution));
      }
    }
    return values;
  }

  /**
   * The values of a whole row in the order of the table's columns; null, and nothing is computed,
   * if some are left to defaults.
   *
   * @param places of the table's columns in the list
   */
  static @Nullable Object @Nullable [] whole(
      int[] places,
      List<? extends @Nullable Expression> cells,
      @Nullable Object[] source,
      Execution execution) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) == null) {
        return null;
      }
    }
    @Nullable Object[] values = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      Expression cell = cells.get(places[i]);
      values[i] = cell == null ? null : cell.value(source, execution);
    }
    return values;
  }

  /** Where in the list the columns of a table are; null if the database has to add some. */
  int @Nullable [] places(Table table) {
    int[] places = new int[table.columns().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = columns.indexOf(table.columns().get(i));
      if (places[i] < 0) {
        return null;
      }
    }
    return places;
  }

  /** When the row is true; null: from the commit on. */
  @Nullable ValidPeriod period(
      List<? extends @Nullable Expression> cells, @Nullable Object[] source, Execution execution) {
    if (validFrom < 0 && validTo < 0) {
      return null;
    }
    Instant from = instant(cells, validFrom, source, execution);
    Instant to = instant(cells, validTo, source, execution);
    return ValidColumns.period(from, to, execution.now());
  }

  private static @Nullable Instant instant(
      List<? extends @Nullable Expression> cells,
      int place,
      @Nullable Object[] source,
      Execution execution) {
    Expression cell = place < 0 ? null : cells.get(place);
    return cell == null ? null : (Instant) cell.value(source, execution);
  }
}
