package io.ewig.server.login;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was used last, and no more than so much of it; guarded by whoever has it. */
final class Recent<T> {

  private final Map<String, T> entries;

  Recent(int max) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > max;
          }
        };
  }

  @Nullable T get(String key) {
    return entries.get(key);
  }

  void put(String key, T value) {
    entries.put(key, value);
  }

  void remove(String key) {
    entries.remove(key);
  }

  int size() {
    return entries.size();
  }
}
