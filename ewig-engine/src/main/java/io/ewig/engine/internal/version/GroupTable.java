package io.ewig.engine.internal.version;

import java.util.Arrays;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Groups in memory by the hashes of their keys; one thread adds, any number look.
 *
 * <p>A group stands at the place its hash says or soon behind it. Where so many stand together, as
 * if somebody had sought keys that collide, those that come later are found by their order.
 */
final class GroupTable {

  private static final int FIRST_PLACES = 1 << 3;

  /** So many groups are looked at before order is asked. */
  private static final int PROBES_MAX = 1 << 6;

  /** All places, replaced when there are too few. */
  private record Places(
      AtomicReferenceArray<@Nullable MemoryGroup> byHash,
      ConcurrentSkipListMap<byte[], MemoryGroup> crowded) {

    Places(int count) {
      this(new AtomicReferenceArray<>(count), new ConcurrentSkipListMap<>(Arrays::compareUnsigned));
    }

    @Nullable MemoryGroup find(byte[] key, long hash) {
      int last = byHash.length() - 1;
      for (int probe = 0; probe < PROBES_MAX; probe++) {
        MemoryGroup there = byHash.getAcquire((int) (hash + probe) & last);
        if (there == null) {
          return null;
        }
        if (there.hash() == hash && Arrays.equals(there.key(), key)) {
          return there;
        }
      }
      return crowded.get(key);
    }

    void add(MemoryGroup group) {
      int last = byHash.length() - 1;
      for (int probe = 0; probe < PROBES_MAX; probe++) {
        int place = (int) (group.hash() + probe) & last;
        if (byHash.getPlain(place) == null) {
          byHash.setRelease(place, group);
          return;
        }
      }
      crowded.put(group.key(), group);
    }

    Places grown() {
      Places more = new Places(2 * byHash.length());
      forEachWhile(
          group -> {
            more.add(group);
            return true;
          });
      return more;
    }

    void forEachWhile(Predicate<MemoryGroup> goesOn) {
      boolean isWanted = true;
      for (int i = 0; i < byHash.length() && isWanted; i++) {
        MemoryGroup there = byHash.getAcquire(i);
        isWanted = there == null || goesOn.test(there);
      }
      for (MemoryGroup group : crowded.values()) {
        isWanted = isWanted && goesOn.test(group);
      }
    }
  }

  private volatile Places places = new Places(FIRST_PLACES);
  private final AtomicInteger size = new AtomicInteger();

  @Nullable MemoryGroup find(byte[] key, long hash) {
    return places.find(key, hash);
  }

  /** Adds a group whose key has none. */
  void add(MemoryGroup group) {
    Places now = places;
    if (2 * size.getPlain() >= now.byHash.length()) {
      now = now.grown();
      places = now;
    }
    now.add(group);
    size.setRelease(size.getPlain() + 1);
  }

  int size() {
    return size.getAcquire();
  }

  /** Groups in the order of nothing but their hashes, until somebody has seen enough. */
  void forEachWhile(Predicate<MemoryGroup> goesOn) {
    places.forEachWhile(goesOn);
  }
}
