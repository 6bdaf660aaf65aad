package io.ewig.engine.internal.row;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the rows of one version of a table, see {@link RowFormat}.
 *
 * <p>The same row gives the same bytes. Rows come from {@code Table.accept}.
 */
public final class RowWriter {

  /** Room for the values of most rows: writers are made often, for one row each. */
  private static final int FIRST_BYTES = 128;

  private final Table table;
  private final Type[] types;
  private final int[] ids;
  private final int count;
  private final int[] ends;
  private final byte[] nulls;
  private final boolean hasGaps;
  private final BytesOut values = new BytesOut(FIRST_BYTES);

  public RowWriter(Table table) {
    List<Column> columns = table.columns();
    this.table = table;
    types = columns.stream().map(Column::type).toArray(Type[]::new);
    ids = columns.stream().mapToInt(Column::id).toArray();
    count = ids[ids.length - 1] + 1;
    ends = new int[count];
    nulls = new byte[RowFormat.nullBytes(count)];
    hasGaps = count > ids.length;
  }

  /** Writes what another one writes, which may be busy. */
  public RowWriter(RowWriter model) {
    table = model.table;
    types = model.types;
    ids = model.ids;
    count = model.count;
    ends = new int[count];
    nulls = new byte[model.nulls.length];
    hasGaps = model.hasGaps;
  }

  public byte[] toBytes(Row row) {
    boolean hasNulls = writeValues(row);
    int length = values.size();
    int widthCode = RowFormat.widthCode(length);
    BytesOut out =
        new BytesOut(
            1
                + BytesOut.varintBytes(count)
                + (hasNulls ? nulls.length : 0)
                + ((count - 1) << widthCode)
                + length);
    int flags = widthCode | (hasNulls ? RowFormat.HAS_NULLS : 0);
    out.putByte(RowFormat.VERSION << RowFormat.VERSION_SHIFT | flags).putVarint(count);
    if (hasNulls) {
      out.put(nulls);
    }
    for (int id = 0; id < count - 1; id++) {
      switch (widthCode) {
        case 0 -> out.putByte(ends[id]);
        case 1 -> out.putShort(ends[id]);
        default -> out.putInt(ends[id]);
      }
    }
    return out.put(values.array(), 0, length).finish();
  }

  /** Whether any bit of the nulls is set. */
  private boolean writeValues(Row row) {
    if (row.size() != types.length) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          table + " has " + types.length + " columns, the row has " + row.size());
    }
    values.clear();
    Arrays.fill(nulls, (byte) 0);
    boolean hasNulls = hasGaps;
    int id = 0;
    for (int position = 0; position < types.length; position++) {
      while (id < ids[position]) {
        leaveOut(id++);
      }
      Object value = row.get(position);
      if (value == null) {
        leaveOut(id++);
        hasNulls = true;
      } else {
        ValueWriter.write(types[position], value, values);
        ends[id++] = values.size();
      }
    }
    if (values.size() > RowFormat.BYTES_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a row of "
              + table
              + " has "
              + values.size()
              + " bytes, over the limit of "
              + RowFormat.BYTES_MAX
              + "; split it");
    }
    return hasNulls;
  }

  private void leaveOut(int id) {
    nulls[id >>> 3] |= (byte) (1 << (id & 7));
    ends[id] = values.size();
  }
}
