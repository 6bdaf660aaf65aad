package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Moment;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Row;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which columns of a table are given, and how they stand in rows of SQL; immutable. */
final class RowShape {

  /** Stands for a column that nobody wants: it is null. */
  static final int LEFT_OUT = -1;

  private final int[] columns;
  private final boolean[] isJson;
  private final int tableColumns;
  private final boolean isPlain;

  /**
   * @param columns positions of a table's own columns, then those of the hidden ones
   */
  RowShape(Table table, int[] columns) {
    this.columns = columns;
    this.tableColumns = table.columns().size();
    this.isJson = new boolean[columns.length];
    boolean plain = true;
    for (int i = 0; i < columns.length; i++) {
      boolean isOwn = columns[i] < tableColumns;
      isJson[i] =
          isOwn
              && columns[i] != LEFT_OUT
              && table.columns().get(columns[i]).type().kind() == Kind.JSON;
      plain &= isOwn;
    }
    this.isPlain = plain;
  }

  /** What the engine has to read of each row. */
  Projection projection() {
    return Projection.of(
        Arrays.stream(columns)
            .filter(column -> column != LEFT_OUT && column < tableColumns)
            .toArray());
  }

  /** Whether the row itself says all, without when and where it was written. */
  boolean isPlain() {
    return isPlain;
  }

  @Nullable Object[] of(Row row) {
    @Nullable Object[] values = new @Nullable Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = own(row, i);
    }
    return values;
  }

  private @Nullable Object own(Row row, int place) {
    int column = columns[place];
    Object value = column == LEFT_OUT ? null : row.get(column);
    return isJson[place] && value != null ? ((JsonText) value).text() : value;
  }

  @Nullable Object[] of(RowCursor cursor, Moment moment) {
    Row row = cursor.row();
    if (isPlain) {
      return of(row);
    }
    @Nullable Object[] values = new @Nullable Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      int column = columns[i];
      values[i] =
          column >= tableColumns
              ? hidden(HiddenColumn.of(column - tableColumns), cursor, moment)
              : own(row, i);
    }
    return values;
  }

  private static @Nullable Object hidden(HiddenColumn column, RowCursor cursor, Moment moment) {
    return switch (column) {
      case SYSTEM_FROM -> cursor.systemTime();
      case SYSTEM_TO -> cursor.systemTo();
      case VALID_FROM -> closed(cursor.valid().from());
      case VALID_TO -> closed(cursor.valid().to());
      case COMMIT -> moment.commits().idOf(cursor.seq());
      case BRANCH -> moment.branch();
    };
  }

  /** An open end is null in SQL. */
  private static @Nullable Instant closed(Instant end) {
    boolean isOpen = end.equals(ValidPeriod.OPEN_START) || end.equals(ValidPeriod.OPEN_END);
    return isOpen ? null : end;
  }
}
