package io.ewig.engine.internal.row;

/**
 * A row: where each column's value ends, then the values.
 *
 * <pre>
 *   +--------+--------+---------------+--------------------+-----------+
 *   | head   | count  | nulls         | ends               | values    |
 *   | 1      | varint | (count+7)/8   | width * (count-1)  |           |
 *   +--------+--------+---------------+--------------------+-----------+
 *   head   bits 0-1: width of an end, 0 = 1 byte, 1 = 2 bytes, 2 = 4 bytes: as few as will do
 *          bit 2: whether nulls are there; bits 3-7: version, 1
 *   count  of column ids: one above the highest id that had a column
 *   nulls  bit i of byte i/8 is set where column i is null, or dropped
 *   ends   of the value of column i in the values; the last one ends with the row
 *   values by column id, see ValueFormat
 * </pre>
 *
 * <p>A column whose id is not below the count was added later: it holds what its definition says
 * about rows that were there before it. Values of dropped columns are passed over.
 */
final class RowFormat {

  /** Two values of full length and some more; a payload has room for it. */
  static final int BYTES_MAX = 40 << 20;

  static final int VERSION = 1;
  static final int VERSION_SHIFT = 3;
  static final int HAS_NULLS = 1 << 2;
  static final int WIDTH_MASK = 3;

  private RowFormat() {}

  /** The code of the least width that holds such a number: 0, 1 or 2. */
  static int widthCode(int valuesLength) {
    return valuesLength < 1 << 8 ? 0 : valuesLength < 1 << 16 ? 1 : 2;
  }

  static int nullBytes(int count) {
    return (count + 7) >>> 3;
  }
}
