package io.ewig.calcite.vector.term;

import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.RowSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers values of any kind by the rule of all groups; one thread. */
abstract class ValueNumbers implements KeyTerm.Numbering {

  private static final Keys WHOLE = Keys.of(0);

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private long bytes;

  final int number(@Nullable Object value) {
    @Nullable Object[] row = {value};
    Key key = WHOLE.of(row);
    Integer known = numbers.putIfAbsent(key, values.size());
    if (known != null) {
      return known;
    }
    values.add(value);
    bytes += key.size() + RowSize.of(row) + RowSize.ENTRY;
    return values.size() - 1;
  }

  @Override
  public final int[] take(KeyTerm.Numbering other) {
    int[] own = new int[other.count()];
    for (int i = 0; i < own.length; i++) {
      own[i] = number(other.value(i));
    }
    return own;
  }

  @Override
  public final int count() {
    return values.size();
  }

  @Override
  public final @Nullable Object value(int number) {
    return values.get(number);
  }

  @Override
  public final long bytes() {
    return bytes;
  }
}
