package io.ewig.jdbc.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * What is there at the moment; any thread. A list, not a set: there are few, the last to come is
 * mostly the first to go, and no hash has to be made up for each.
 */
final class Present<T> {

  private final List<T> all = new ArrayList<>();

  synchronized void add(T one) {
    all.add(one);
  }

  /** Does nothing if it is gone already. */
  @SuppressWarnings("ReferenceEquality") // what is meant is the thing itself
  synchronized void remove(T one) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i) == one) {
        all.remove(i);
        return;
      }
    }
  }

  synchronized List<T> list() {
    return List.copyOf(all);
  }
}
