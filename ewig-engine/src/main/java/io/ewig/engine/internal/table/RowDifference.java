package io.ewig.engine.internal.table;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change of a row says to those who change it too, see {@link RowPayload}. */
public final class RowDifference {

  private RowDifference() {}

  /** From what a row was to what it is. */
  public static byte[] of(TableCodec table, Row before, Row after) {
    return of(table, before, after, -1);
  }

  /**
   * Likewise, by who has made up his mind about a column.
   *
   * @param chosen its position: it counts as changed even if it is what it was; -1: none
   */
  public static byte[] of(TableCodec table, Row before, Row after, int chosen) {
    List<Column> columns = table.table().columns();
    @Nullable Object[] was = null;
    BytesOut ids = new BytesOut(8);
    int count = 0;
    for (int i = 0; i < columns.size(); i++) {
      if (i == chosen || !Objects.equals(before.get(i), after.get(i))) {
        Column column = columns.get(i);
        count++;
        ids.putVarint(column.id());
        if (matters(column.mergeLaw())) {
          was = was == null ? new @Nullable Object[columns.size()] : was;
          was[i] = before.get(i);
        }
      }
    }
    byte[] values = was == null ? new byte[0] : table.toBytes(Row.wrap(was));
    return new BytesOut(10 + ids.size() + values.length)
        .putVarint(count)
        .put(ids.array(), 0, ids.size())
        .putVarint(values.length)
        .put(values)
        .toArray();
  }

  /**
   * Whether a law asks what a value was before it was changed; what a text was follows from what
   * its writers had seen.
   */
  private static boolean matters(MergeLaw law) {
    return switch (law) {
      case COUNTER, SET, MAX, MIN, FAIL -> true;
      case LWW, OURS, THEIRS, TEXT -> false;
    };
  }
}
