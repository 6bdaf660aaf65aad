package io.ewig.engine.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable tuple of canonical values, nulls among them, in the order of a table's columns.
 *
 * <p>Rows are equal when their values are. Canonical values have one zero and one NaN, so doubles
 * may be told apart by their bits; {@link Bytes} are equal by content. Values that no {@link
 * Type#accept} gave out have no place in a row, and are not looked for.
 */
public final class Row {

  private final @Nullable Object[] values;

  private Row(@Nullable Object[] values) {
    this.values = values;
  }

  public static Row of(@Nullable Object... values) {
    return new Row(values.clone());
  }

  /** Takes the array over without a copy: the caller lets go of it. */
  public static Row wrap(@Nullable Object[] values) {
    return new Row(values);
  }

  public int size() {
    return values.length;
  }

  public @Nullable Object get(int position) {
    return values[position];
  }

  /** The same row but for one value. */
  public Row with(int position, @Nullable Object value) {
    @Nullable Object[] changed = values.clone();
    changed[position] = value;
    return new Row(changed);
  }

  /** The values at some positions, such as those of a key. */
  public Row project(int... positions) {
    @Nullable Object[] chosen = new @Nullable Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      chosen[i] = values[positions[i]];
    }
    return new Row(chosen);
  }

  public List<@Nullable Object> toList() {
    return Collections.unmodifiableList(Arrays.asList(values.clone()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
