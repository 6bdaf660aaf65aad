package io.ewig.engine.internal.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the payloads amount to that were taken in since the opening; one adds, any thread asks. */
final class PayloadBytes {

  private final LongAdder all = new LongAdder();
  private final Map<Integer, Long> ofLine = new ConcurrentHashMap<>();

  void add(int line, long bytes) {
    all.add(bytes);
    ofLine.merge(line, bytes, Long::sum);
  }

  long all() {
    return all.sum();
  }

  long of(int line) {
    return ofLine.getOrDefault(line, 0L);
  }
}
