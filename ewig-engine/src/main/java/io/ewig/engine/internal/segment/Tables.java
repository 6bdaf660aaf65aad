package io.ewig.engine.internal.segment;

import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.format.segment.IndexWriter;
import io.ewig.engine.hash.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The index of a segment that still grows, see {@link IndexFormat}.
 *
 * <p>One thread adds. Another may look up what was added before it learned, through a volatile read
 * elsewhere, that it is there.
 */
public final class Tables implements IndexWriter.Tables {

  private static final VarHandle COUNT = countHandle();

  private volatile int[] places = new int[128];
  private volatile int entries;
  private volatile long[] nanos = new long[64]; // of each commit
  private volatile int[] eventsBefore = new int[64];
  private volatile int commits;
  private volatile long[] hashBits = new long[1024];
  private volatile int count;
  private volatile int[] slots = new int[2048];
  private int inSlots; // guarded by this

  /** Takes in the next event. */
  public void add(Hash hash, long systemNanos, int recordOffset, int eventStart) {
    int number = count;
    if (number % IndexFormat.EVERY == 0) {
      addEntry(recordOffset, eventStart);
    }
    int commit = commits;
    if (commit == 0 || nanos[commit - 1] != systemNanos) { // it rises from commit to commit
      addCommit(systemNanos, number);
    }
    if (number == hashBits.length) {
      hashBits = Arrays.copyOf(hashBits, 2 * number);
    }
    hashBits[number] = hash.a();
    COUNT.setRelease(this, number + 1);
  }

  private static VarHandle countHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(Tables.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private void addCommit(long systemNanos, int number) {
    int commit = commits;
    if (commit == nanos.length) {
      eventsBefore = Arrays.copyOf(eventsBefore, commit * 2);
      nanos = Arrays.copyOf(nanos, commit * 2);
    }
    nanos[commit] = systemNanos;
    eventsBefore[commit] = number;
    commits = commit + 1;
  }

  private void addEntry(int recordOffset, int eventStart) {
    int entry = entries;
    if (2 * entry == places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    places[2 * entry] = recordOffset;
    places[2 * entry + 1] = eventStart;
    entries = entry + 1;
  }

  /**
   * Brings the hash table up to date. Only whoever looks for a hash needs it, so it is not the
   * appending thread that pays a cache miss an event for it.
   */
  private synchronized int[] caughtUp() {
    int wanted = count;
    long[] bits = hashBits;
    int[] table = slots;
    if (2 * wanted > table.length) {
      table = new int[2 * Integer.highestOneBit(2 * wanted - 1)];
      inSlots = 0;
    }
    for (; inSlots < wanted; inSlots++) {
      insert(table, bits[inSlots], inSlots);
    }
    slots = table;
    return table;
  }

  private static void insert(int[] table, long bits, int number) {
    int at = IndexFormat.firstSlot(bits, table.length);
    while (table[at] != 0) {
      at = IndexFormat.nextSlot(at, table.length);
    }
    table[at] = IndexFormat.slot(bits, number);
  }

  /** The hash table as it goes into a file: no larger than it has to be. */
  public int[] finishedSlots() {
    int events = count;
    int[] table = new int[IndexFormat.slotsFor(events)];
    for (int number = 0; number < events; number++) {
      insert(table, hashBits[number], number);
    }
    return table;
  }

  /** The number of events that were added. */
  public int count() {
    return count;
  }

  @Override
  public int entries() {
    return entries;
  }

  @Override
  public int commits() {
    return commits;
  }

  @Override
  public long nanos(int commit) {
    return nanos[commit];
  }

  @Override
  public int eventsBefore(int commit) {
    return eventsBefore[commit];
  }

  @Override
  public int recordOffset(int entry) {
    return places[2 * entry];
  }

  @Override
  public int eventStart(int entry) {
    return places[2 * entry + 1];
  }

  @Override
  public int slots() {
    return caughtUp().length;
  }

  @Override
  public int slot(int index) {
    return slots[index];
  }
}
