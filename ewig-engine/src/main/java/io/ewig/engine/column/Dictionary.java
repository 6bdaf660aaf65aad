package io.ewig.engine.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names by their codes: 0, 1, 2 and so on; only grows, and no code ever changes its meaning.
 *
 * <p>Batches that share a dictionary share its codes, so what was found out about a code holds for
 * all of them. One thread adds; what it has handed out is read by any.
 */
public final class Dictionary<T> {

  private final List<T> names = new ArrayList<>();
  private final Map<T, Integer> codes = new HashMap<>();

  /** The code of a name, which is given one if it has none. */
  public int add(T name) {
    Integer known = codes.putIfAbsent(name, names.size());
    if (known != null) {
      return known;
    }
    names.add(name);
    return names.size() - 1;
  }

  public int size() {
    return names.size();
  }

  public T get(int code) {
    return names.get(code);
  }

  /** The code of a name, or -1. */
  public int find(T name) {
    return codes.getOrDefault(name, -1);
  }
}
