package io.ewig.engine.internal.row;

import io.ewig.engine.check.language.GeneratedColumns;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows under one version of a table, whatever version wrote them; see {@link RowFormat}.
 *
 * <p>Wrapping looks at the header only; a single column is then found in constant time, and numbers
 * come out of it without a box. Positions are those of {@code Table.columns()}.
 */
public final class RowReader {

  private static final int VERSION = RowFormat.VERSION;

  private final Type[] types;
  private final int[] ids;
  private final @Nullable Object[] whenMissing;
  private final GeneratedColumns generated;
  private final ValueReader value = new ValueReader();
  private final BytesIn head = new BytesIn();

  private byte[] bytes = {};
  private int count;
  private int width;
  private int nullsAt;
  private int endsAt;
  private int valuesAt;
  private int end;
  private int from;
  private int to;

  public RowReader(Table table) {
    this(table, GeneratedColumns.of(table));
  }

  /**
   * @param generated those of the table
   */
  public RowReader(Table table, GeneratedColumns generated) {
    this.generated = generated;
    List<Column> columns = table.columns();
    types = columns.stream().map(Column::type).toArray(Type[]::new);
    ids = columns.stream().mapToInt(Column::id).toArray();
    whenMissing = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      whenMissing[i] = columns.get(i).whenMissing();
    }
  }

  /** Reads what another one reads, which may be busy. */
  public RowReader(RowReader model) {
    types = model.types;
    ids = model.ids;
    whenMissing = model.whenMissing;
    generated = model.generated;
  }

  public Row read(byte[] row, String file) {
    wrap(row, 0, row.length, file, 0);
    return row();
  }

  /** Reads what is at some positions; the others are null. */
  public Row read(byte[] row, String file, int[] positions) {
    wrap(row, 0, row.length, file, 0);
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int position : positions) {
      values[position] = get(position);
    }
    return Row.wrap(values);
  }

  /**
   * Puts what is at some positions into an array, in their order; where a position is negative, the
   * array stays as it is.
   */
  public void read(byte[] row, String file, int[] positions, @Nullable Object[] to) {
    wrap(row, 0, row.length, file, 0);
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] >= 0) {
        to[i] = get(positions[i]);
      }
    }
  }

  /**
   * @param rowEnd where the row ends in the array
   * @param fileOffset where index 0 of the array lies in the file, for error texts
   */
  public void wrap(byte[] array, int start, int rowEnd, String file, long fileOffset) {
    bytes = array;
    end = rowEnd;
    value.wrap(array, file, fileOffset);
    if (!wrapShort(start)) {
      wrapAny(start, file, fileOffset);
    }
  }

  /** A sound row of fewer than 128 columns, as nearly all are; false if it is none. */
  private boolean wrapShort(int start) {
    int at = start + 2;
    if (at > end || bytes[at - 1] <= 0 || bytes[start] >>> RowFormat.VERSION_SHIFT != VERSION) {
      return false;
    }
    int widthCode = bytes[start] & RowFormat.WIDTH_MASK;
    boolean hasNulls = (bytes[start] & RowFormat.HAS_NULLS) != 0;
    count = bytes[at - 1];
    width = 1 << widthCode;
    nullsAt = hasNulls ? at : -1;
    endsAt = hasNulls ? at + RowFormat.nullBytes(count) : at;
    valuesAt = endsAt + (count - 1) * width;
    int length = end - valuesAt;
    return length >= 0 && length <= RowFormat.BYTES_MAX && RowFormat.widthCode(length) == widthCode;
  }

  private void wrapAny(int start, String file, long fileOffset) {
    head.wrap(bytes, start, end, file, fileOffset);
    int first = head.getByte();
    if (first >>> RowFormat.VERSION_SHIFT != VERSION) {
      throw new UserException(
          ErrorCode.UNSUPPORTED_FORMAT,
          file + ": a row of format " + (first >>> RowFormat.VERSION_SHIFT) + "; use a newer Ewig");
    }
    count = head.getCount(Table.COLUMN_IDS_MAX, "columns");
    int widthCode = first & RowFormat.WIDTH_MASK;
    width = 1 << widthCode;
    boolean hasNulls = (first & RowFormat.HAS_NULLS) != 0;
    nullsAt = hasNulls ? head.at() : -1;
    head.skip(hasNulls ? RowFormat.nullBytes(count) : 0);
    endsAt = head.at();
    head.skip(count == 0 ? 0 : (count - 1) * width);
    valuesAt = head.at();
    int length = end - valuesAt;
    if (count == 0 || length > RowFormat.BYTES_MAX || RowFormat.widthCode(length) != widthCode) {
      throw head.malformed("a row of " + count + " columns in " + length + " bytes");
    }
  }

  public boolean isNull(int position) {
    int id = ids[position];
    return id >= count ? whenMissing(position) == null : isMarkedNull(id);
  }

  /** The canonical value, or null. */
  public @Nullable Object get(int position) {
    int id = ids[position];
    if (id >= count) {
      return whenMissing(position);
    }
    return locate(id) ? value.read(types[position], from, to) : null;
  }

  /** The number in a column of an integer type, 0 for a null; no box is made. */
  public long getLong(int position) {
    int id = ids[position];
    if (id >= count) {
      return whenMissing(position) instanceof Number number ? number.longValue() : 0;
    }
    return locate(id) ? value.number(from, to) : 0;
  }

  /** The number in a column of type real or double, 0 for a null; no box is made. */
  public double getDouble(int position) {
    int id = ids[position];
    if (id >= count) {
      return whenMissing(position) instanceof Number number ? number.doubleValue() : 0;
    }
    return locate(id) ? value.wide(from, to) : 0;
  }

  int size() {
    return types.length;
  }

  /** Whether the column was added after the row was written. */
  boolean isMissing(int position) {
    return ids[position] >= count;
  }

  /** What the row has there as it was written before the column was added. */
  @Nullable Object whenMissing(int position) {
    return isMissingAlike(position)
        ? whenMissing[position]
        : generated.missing(position, types.length, this::get);
  }

  /** Whether that is the same in all rows. */
  boolean isMissingAlike(int position) {
    return !generated.has(position);
  }

  /** A value of a type that is a number by {@link RowColumns#isNumber}, and is not null. */
  long getNumber(int position) {
    int id = ids[position];
    if (id >= count) {
      return numberOf(Objects.requireNonNull(whenMissing(position), "is not null"));
    }
    locate(id);
    return value.number(types[position].kind(), from, to);
  }

  private static long numberOf(Object canonical) {
    if (canonical instanceof Boolean isTrue) {
      return isTrue ? 1 : 0;
    } else if (canonical instanceof LocalDate day) {
      return day.toEpochDay();
    }
    return ((Number) canonical).longValue();
  }

  /** Finds where a value lies that is there: {@link #from} and {@link #to} say it. */
  void locateAt(int position) {
    locate(ids[position]);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** All of it; also checks what a look at single columns leaves out. */
  public Row row() {
    requireOrder();
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = get(i);
    }
    return Row.wrap(values);
  }

  private void requireOrder() {
    boolean hasNulls = false;
    for (int id = 0; id < count; id++) {
      hasNulls |= !locate(id);
    }
    if (nullsAt < 0) {
      return;
    }
    if (!hasNulls || ((count & 7) != 0 && (bytes[endsAt - 1] & 0xFF) >>> (count & 7) != 0)) {
      throw value.malformed(nullsAt, "nulls are marked where none can be");
    }
  }

  /** Finds where a value lies; false for a null. */
  private boolean locate(int id) {
    from = valuesAt + (id == 0 ? 0 : endAt(id - 1));
    to = id == count - 1 ? end : valuesAt + endAt(id);
    if (from < valuesAt || from > to || to > end) {
      throw value.malformed(endsAt, "the value of column " + id + " ends before it starts");
    }
    if (!isMarkedNull(id)) {
      return true;
    }
    if (from != to) {
      throw value.malformed(from, "column " + id + " is null and has a value");
    }
    return false;
  }

  private boolean isMarkedNull(int id) {
    return nullsAt >= 0 && (bytes[nullsAt + (id >>> 3)] >>> (id & 7) & 1) != 0;
  }

  private int endAt(int id) {
    int at = endsAt + id * width;
    int first = bytes[at] & 0xFF;
    return switch (width) {
      case 1 -> first;
      case 2 -> first | (bytes[at + 1] & 0xFF) << 8;
      default ->
          first | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    };
  }
}
