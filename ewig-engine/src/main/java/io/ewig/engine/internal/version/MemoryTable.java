package io.ewig.engine.internal.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest versions, in memory.
 *
 * <p>One thread adds; others see what was added before they learned, through a volatile read, of a
 * seq above it. A hash table answers lookups, a skip list of the same groups answers walks: new
 * keys wait until somebody walks, since sorted they find their places faster.
 */
public final class MemoryTable implements Store {

  /** A range of so many keys is walked over to count them. */
  private static final int WALKED_MAX = 1 << 9;

  /** So many new keys wait for who walks next, a matter of milliseconds. */
  private static final int WAITING_MAX = 1 << 13;

  /** If they are fewer, the first ones of the range say more. */
  private static final int FOUND_MIN = 1 << 5;

  /** So many keys of all say about how many lie in a larger range. */
  private static final int SEEN_MAX = 1 << 11;

  /** A group, its first line and its places in both maps, with a 64-bit JVM's headers. */
  private static final int KEY_BYTES = 224;

  private final long fromSeq;
  private final ConcurrentHashMap<Key, MemoryGroup> byHash = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Key, MemoryGroup> byOrder = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<Entry> unordered = new ConcurrentLinkedQueue<>();
  private final AtomicLong keys = new AtomicLong();
  private volatile long ordered; // so many keys have their place; set with the lock of unordered
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong versions = new AtomicLong();
  private final AtomicLong earliestFrom = new AtomicLong(Long.MAX_VALUE);

  private record Key(byte[] bytes, int hash) implements Comparable<Key> {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public int compareTo(Key that) {
      return Arrays.compareUnsigned(bytes, that.bytes);
    }
  }

  private record Entry(Key key, MemoryGroup group) implements Comparable<Entry> {

    @Override
    public int compareTo(Entry that) {
      return key.compareTo(that.key);
    }
  }

  public MemoryTable(long fromSeq) {
    this.fromSeq = fromSeq;
  }

  /**
   * Adds a version; its seq is not below that of the one before, its arrays are kept as they are.
   */
  public void add(byte[] key, Version version) {
    if (version.validFrom() < earliestFrom.getPlain()) {
      earliestFrom.setRelease(version.validFrom());
    }
    Key found = new Key(key, (int) KeyHash.of(key));
    MemoryGroup group = byHash.get(found);
    long more = 0;
    if (group == null) {
      group = new MemoryGroup(key, version);
      more = KEY_BYTES + (long) key.length;
      byHash.put(found, group);
      unordered.add(new Entry(found, group));
      keys.setRelease(keys.getPlain() + 1);
      if (keys.getPlain() - ordered >= WAITING_MAX) {
        inOrder();
      }
    } else {
      group.add(version);
    }
    byte[] value = version.value();
    more += MemorySeries.VERSION_BYTES + (value == null ? 0 : value.length);
    bytes.setRelease(bytes.getPlain() + more);
    versions.setRelease(versions.getPlain() + 1);
  }

  @Override
  public long fromSeq() {
    return fromSeq;
  }

  @Override
  public long earliestFrom() {
    return earliestFrom.getAcquire();
  }

  /** About how much memory it takes. */
  public long bytes() {
    return bytes.getAcquire();
  }

  public long versions() {
    return versions.getAcquire();
  }

  @Override
  public int keys() {
    return byHash.size();
  }

  @Override
  public @Nullable Group find(byte[] key, long hash) {
    MemoryGroup group = byHash.get(new Key(key, (int) hash));
    return group == null ? null : group.now();
  }

  /** All keys that were added so far, at least. */
  private ConcurrentSkipListMap<Key, MemoryGroup> inOrder() {
    if (ordered < keys.getAcquire()) {
      synchronized (unordered) {
        List<Entry> fresh = new ArrayList<>();
        for (Entry next = unordered.poll(); next != null; next = unordered.poll()) {
          fresh.add(next);
        }
        Collections.sort(fresh);
        fresh.forEach(entry -> byOrder.put(entry.key, entry.group));
        ordered += fresh.size();
      }
    }
    return byOrder;
  }

  /** Keys at even distances, or if there are very many, some in the order of their hashes. */
  @Override
  public Sample sample(byte[] from, byte[] to, int atMost) {
    List<byte[]> walked = new ArrayList<>();
    for (Key key : inOrder().subMap(new Key(from, 0), new Key(to, 0)).keySet()) {
      walked.add(key.bytes);
      if (walked.size() == WALKED_MAX) {
        return sampleByHash(from, to, walked, atMost);
      }
    }
    return new Sample(walked.size(), thinned(walked, atMost));
  }

  private static List<byte[]> thinned(List<byte[]> keys, int atMost) {
    int wanted = Math.min(atMost, keys.size());
    List<byte[]> picks = new ArrayList<>(wanted);
    for (int i = 0; i < wanted; i++) {
      picks.add(keys.get((2 * i + 1) * keys.size() / (2 * wanted)));
    }
    return picks;
  }

  /** Which keys have the smallest hashes has nothing to do with their order. */
  private Sample sampleByHash(byte[] from, byte[] to, List<byte[]> first, int atMost) {
    List<byte[]> found = new ArrayList<>();
    int seen = 0;
    for (Key key : byHash.keySet()) {
      if (Arrays.compareUnsigned(key.bytes, from) >= 0
          && Arrays.compareUnsigned(key.bytes, to) < 0) {
        found.add(key.bytes);
      }
      seen++;
      if (seen == SEEN_MAX) {
        break;
      }
    }
    long keys = Math.max(first.size(), (long) keys() * found.size() / Math.max(1, seen));
    return new Sample(keys, thinned(found.size() < FOUND_MIN ? first : found, atMost));
  }

  @Override
  public Walk walk(byte @Nullable [] bound, boolean backward) {
    ConcurrentNavigableMap<Key, MemoryGroup> part = inOrder();
    if (bound != null) {
      Key key = new Key(bound, 0);
      part = backward ? part.headMap(key, false) : part.tailMap(key, true);
    }
    return new MemoryWalk((backward ? part.descendingMap() : part).values().iterator());
  }

  private static final class MemoryWalk implements Walk {

    private final Iterator<MemoryGroup> groups;
    private @Nullable Group at;

    MemoryWalk(Iterator<MemoryGroup> groups) {
      this.groups = groups;
    }

    @Override
    public boolean next() {
      boolean hasNext = groups.hasNext();
      if (hasNext) {
        at = groups.next().now();
      }
      return hasNext;
    }

    @Override
    public byte[] key() {
      return group().key();
    }

    @Override
    public Group group() {
      return Objects.requireNonNull(at, "next comes first");
    }
  }
}
