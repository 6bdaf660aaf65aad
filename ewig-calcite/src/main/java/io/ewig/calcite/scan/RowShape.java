package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.type.Documents;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowCursor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which columns of a table are given, and how they stand in rows of SQL; immutable. */
final class RowShape {

  /** Stands for a column that nobody wants: it is null. */
  static final int LEFT_OUT = -1;

  private final int[] own;
  private final int[] documents;
  private final @Nullable HiddenColumn[] hidden;
  private final boolean hasHidden;

  /**
   * @param columns positions of a table's own columns, then those of the hidden ones
   */
  RowShape(Table table, int[] columns) {
    int tableColumns = table.columns().size();
    this.own = new int[columns.length];
    this.hidden = new @Nullable HiddenColumn[columns.length];
    for (int i = 0; i < columns.length; i++) {
      boolean isHidden = columns[i] >= tableColumns;
      own[i] = isHidden ? LEFT_OUT : columns[i];
      hidden[i] = isHidden ? HiddenColumn.of(columns[i] - tableColumns) : null;
    }
    this.hasHidden = Arrays.stream(columns).anyMatch(column -> column >= tableColumns);
    this.documents =
        IntStream.range(0, own.length)
            .filter(i -> own[i] >= 0 && Documents.areIn(table.columns().get(own[i]).type()))
            .toArray();
  }

  /** What the engine has to read of each row. */
  Projection projection() {
    return Projection.of(Arrays.stream(own).filter(column -> column != LEFT_OUT).toArray());
  }

  @Nullable Object[] of(RowCursor cursor, Moment moment) {
    @Nullable Object[] values = new @Nullable Object[own.length];
    cursor.read(own, values);
    for (int place : documents) {
      values[place] = Documents.toSql(values[place]);
    }
    if (hasHidden) {
      addHidden(cursor, moment, values);
    }
    return values;
  }

  private void addHidden(RowCursor cursor, Moment moment, @Nullable Object[] values) {
    ValidPeriod valid = null;
    for (int i = 0; i < values.length; i++) {
      HiddenColumn column = hidden[i];
      if (column == null) {
        continue;
      }
      if (valid == null && column.isOfValidTime()) {
        valid = cursor.valid();
      }
      values[i] =
          switch (column) {
            case SYSTEM_FROM -> cursor.systemTime();
            case SYSTEM_TO -> cursor.systemTo();
            case VALID_FROM -> valid == null ? null : valid.since();
            case VALID_TO -> valid == null ? null : valid.until();
            case COMMIT -> moment.commits().idOf(cursor.seq());
            case BRANCH -> moment.branch();
          };
    }
  }
}
