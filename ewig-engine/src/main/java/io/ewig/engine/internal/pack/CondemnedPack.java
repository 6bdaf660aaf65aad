package io.ewig.engine.internal.pack;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.file.IndexedPack;
import io.ewig.engine.internal.pack.record.StoredObject;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;

/** A sealed pack under a collection: which of its objects live, and which have moved out. */
final class CondemnedPack {

  private final IndexedPack pack;
  private final BitSet live;
  private final BitSet moved;
  private long[] order = {}; // offsets and positions of objects, as they lie in the file
  private int next;

  CondemnedPack(IndexedPack pack) {
    this.pack = pack;
    this.live = new BitSet(pack.objects());
    this.moved = new BitSet(pack.objects());
  }

  IndexedPack pack() {
    return pack;
  }

  /** The position of an object, or -1. */
  int find(Hash name) {
    return pack.find(name);
  }

  boolean isLive(int position) {
    return live.get(position);
  }

  void markLive(int position) {
    live.set(position);
  }

  int liveCount() {
    return live.cardinality();
  }

  int movedCount() {
    return moved.cardinality();
  }

  /** How many bytes the objects that are not live take, with what is around them. */
  long deadBytes() {
    long[] places = places(false);
    long dead = 0;
    for (int i = 0; i < places.length; i++) {
      long end = i + 1 < places.length ? places[i + 1] >>> 32 : pack.length();
      dead += live.get((int) places[i]) ? 0 : end - (places[i] >>> 32);
    }
    return dead;
  }

  /** Offset and position of each object, by offset. */
  private long[] places(boolean unmovedOnly) {
    int[] offsets = pack.offsets();
    long[] places = new long[offsets.length];
    int count = 0;
    for (int position = 0; position < offsets.length; position++) {
      if (!unmovedOnly || (live.get(position) && !moved.get(position))) {
        places[count++] = (long) offsets[position] << 32 | position;
      }
    }
    long[] sorted = Arrays.copyOf(places, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Whether it has an object, and that can be read. */
  boolean hasWhole(Hash address, Hash name) {
    try {
      StoredObject found = pack.read(address, name);
      if (found != null) {
        found.open();
      }
      return found != null;
    } catch (CorruptionException damaged) {
      return false; // it is reported by who needs this copy, or verifies the store
    }
  }

  /**
   * Moves live objects out, until about so many bytes; false if all are out.
   *
   * @param isElsewhere whether an object needs not be moved, by its address
   */
  boolean moveSome(PackWriter writer, Predicate<Hash> isElsewhere, long bytes) {
    if (next == order.length) {
      order = places(true);
      next = 0;
    }
    long done = 0;
    for (; next < order.length && done < bytes; next++) {
      StoredObject object = pack.objectAt((int) (order[next] >>> 32));
      if (!isElsewhere.test(object.header().address())) {
        writer.copy(object);
      }
      moved.set((int) order[next]);
      done += object.header().storedLength();
    }
    return order.length > 0;
  }

  boolean isEmpty() {
    return liveCount() == movedCount();
  }
}
