package io.ewig.calcite.system.listing;

import io.ewig.engine.value.Order;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column that conditions may let pass: never fewer than they do. Integers are
 * themselves, instants are nanoseconds since 1970, texts are themselves; others are not narrowed
 * down.
 *
 * @param first no number is below
 * @param last no number is above
 * @param points if not null: one of these, Longs or Strings
 */
public record Domain(long first, long last, @Nullable NavigableSet<Object> points) {

  public static final Domain ALL = new Domain(Long.MIN_VALUE, Long.MAX_VALUE, null);

  /** What compares with a null lets nothing pass. */
  static final Domain NOTHING = new Domain(1, 0, Collections.emptyNavigableSet());

  static Domain number(long number) {
    return new Domain(number, number, new TreeSet<>(Collections.singleton(number)));
  }

  static Domain between(long first, long last) {
    return first > last ? NOTHING : new Domain(first, last, null);
  }

  /** As it is written, or without what it is padded with: that depends on what it was. */
  static Domain text(String text) {
    Collection<Object> either = List.of(text, Order.withoutBlanks(text));
    return new Domain(Long.MIN_VALUE, Long.MAX_VALUE, new TreeSet<>(either));
  }

  public boolean isEmpty() {
    return first > last || (points != null && points.isEmpty());
  }

  /** What is in both. */
  Domain and(Domain other) {
    NavigableSet<Object> both = points == null ? other.points : points;
    if (points != null && other.points != null) {
      both = new TreeSet<>(points);
      both.retainAll(other.points);
    }
    return new Domain(Math.max(first, other.first), Math.min(last, other.last), both);
  }

  /** What is in either, and perhaps more. */
  Domain or(Domain other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    NavigableSet<Object> either = null;
    if (points != null && other.points != null) {
      either = new TreeSet<>(points);
      either.addAll(other.points);
    }
    return new Domain(Math.min(first, other.first), Math.max(last, other.last), either);
  }
}
