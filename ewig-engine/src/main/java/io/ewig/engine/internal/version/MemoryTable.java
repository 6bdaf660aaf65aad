package io.ewig.engine.internal.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
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

  /** A group, its first line and its places by hash and in order, with a 64-bit JVM's headers. */
  private static final int KEY_BYTES = 200;

  private final long fromSeq;
  private final GroupTable byHash = new GroupTable();
  private final ConcurrentSkipListMap<byte[], MemoryGroup> byOrder =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  private final ConcurrentLinkedQueue<MemoryGroup> unordered = new ConcurrentLinkedQueue<>();
  private volatile long ordered; // so many keys have their place; set with the lock of unordered
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong versions = new AtomicLong();
  private final AtomicLong earliestFrom = new AtomicLong(Long.MAX_VALUE);

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
    long hash = KeyHash.of(key);
    MemoryGroup group = byHash.find(key, hash);
    long more = 0;
    if (group == null) {
      group = new MemoryGroup(key, hash, version);
      more = KEY_BYTES + (long) key.length;
      unordered.add(group);
      byHash.add(group);
      if (byHash.size() - ordered >= WAITING_MAX) {
        inOrder();
      }
    } else {
      group.add(version);
    }
    byte[] value = version.value();
    more += MemoryLine.VERSION_BYTES + (value == null ? 0 : value.length);
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
    MemoryGroup group = byHash.find(key, hash);
    return group == null ? null : group.now();
  }

  /** All keys that were added so far, at least. */
  private ConcurrentSkipListMap<byte[], MemoryGroup> inOrder() {
    if (ordered < byHash.size()) {
      synchronized (unordered) {
        List<MemoryGroup> fresh = new ArrayList<>(unordered);
        int count = fresh.size();
        fresh.sort((one, other) -> Arrays.compareUnsigned(one.key(), other.key()));
        fresh.forEach(group -> byOrder.put(group.key(), group));
        ordered += count;
        for (int i = 0; i < count; i++) { // last: memory that is full until here loses none
          unordered.remove();
        }
      }
    }
    return byOrder;
  }

  /** Keys at even distances, or if there are very many, some in the order of their hashes. */
  @Override
  public Sample sample(byte[] from, byte[] to, int atMost) {
    List<byte[]> walked = new ArrayList<>();
    for (byte[] key : inOrder().subMap(from, to).keySet()) {
      walked.add(key);
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
    List<byte[]> seen = new ArrayList<>();
    byHash.forEachWhile(group -> seen.add(group.key()) && seen.size() < SEEN_MAX);
    List<byte[]> found = new ArrayList<>(seen);
    found.removeIf(
        key -> Arrays.compareUnsigned(key, from) < 0 || Arrays.compareUnsigned(key, to) >= 0);
    long keys = Math.max(first.size(), (long) keys() * found.size() / Math.max(1, seen.size()));
    return new Sample(keys, thinned(found.size() < FOUND_MIN ? first : found, atMost));
  }

  @Override
  public Walk walk(byte @Nullable [] bound, boolean backward) {
    ConcurrentNavigableMap<byte[], MemoryGroup> part = inOrder();
    if (bound != null) {
      part = backward ? part.headMap(bound, false) : part.tailMap(bound, true);
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
