package io.ewig.engine.scan;

import io.ewig.engine.schema.Index;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a key or index: what the first columns equal, and between which bounds the next one is.
 *
 * <ul>
 *   <li>Nulls come first in the order of keys. A bound leaves them out, as SQL's comparisons do,
 *       unless the lower bound is an inclusive null itself.
 *   <li>Values need not be canonical, but must be of the column's kind. They may lie outside of its
 *       range or be finer than its precision: {@code smallint < 100000} holds of all numbers.
 *   <li>Bounds that cross make an empty range, not an error.
 * </ul>
 *
 * @param equal values of the first columns, null for a null; may be none
 * @param lower of the next column; null: none
 * @param upper likewise
 */
public record KeyRange(List<@Nullable Object> equal, @Nullable Bound lower, @Nullable Bound upper) {

  /** All keys. */
  public static final KeyRange ALL = new KeyRange(List.of(), null, null);

  /** Where a range ends. */
  public record Bound(@Nullable Object value, boolean isInclusive) {}

  public KeyRange {
    equal = Collections.unmodifiableList(new ArrayList<>(equal));
  }

  /** Keys whose first columns equal some values. */
  public static KeyRange equalTo(@Nullable Object... values) {
    return new KeyRange(Arrays.asList(values), null, null);
  }

  /** Of these, those whose next column is not below a value. */
  public KeyRange from(Object value) {
    return new KeyRange(equal, new Bound(value, true), upper);
  }

  /** Of these, those whose next column is above a value. */
  public KeyRange after(Object value) {
    return new KeyRange(equal, new Bound(value, false), upper);
  }

  /** Of these, those whose next column is not above a value. */
  public KeyRange upTo(Object value) {
    return new KeyRange(equal, lower, new Bound(value, true));
  }

  /** Of these, those whose next column is below a value. */
  public KeyRange before(Object value) {
    return new KeyRange(equal, lower, new Bound(value, false));
  }

  /** Of these, those whose next column is not null. */
  public KeyRange notNull() {
    return new KeyRange(equal, new Bound(null, false), upper);
  }

  /** How many columns of a key are spoken of; at most those that {@link Index#columnIds} has. */
  public int columns() {
    return equal.size() + (lower == null && upper == null ? 0 : 1);
  }
}
