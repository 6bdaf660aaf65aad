package io.ewig.engine.law;

import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Arrays whose elements count once, in no order. */
final class Sets {

  private Sets() {}

  /**
   * What either side has added, and what neither has removed; in the order of the elements' type,
   * so that it does not matter who merges.
   */
  static List<@Nullable Object> merge(Type element, List<?> base, List<?> ours, List<?> theirs) {
    Set<@Nullable Object> from = set(element, base);
    Set<@Nullable Object> one = set(element, ours);
    Set<@Nullable Object> other = set(element, theirs);
    Set<@Nullable Object> merged = set(element, ours);
    merged.addAll(other);
    merged.removeIf(
        value -> from.contains(value) && !(one.contains(value) && other.contains(value)));
    return Collections.unmodifiableList(new ArrayList<>(merged));
  }

  private static Set<@Nullable Object> set(Type element, List<?> values) {
    TreeSet<@Nullable Object> set = new TreeSet<>(element::compareNullsFirst);
    set.addAll(values);
    return set;
  }
}
