package io.ewig.engine.internal.journal.read;

import io.ewig.engine.internal.segment.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The segments of a log in order; sealed ones are opened when first asked for. */
public final class Segments {

  private static final class Slot {
    final long baseSeq;
    final Supplier<Segment> opener;
    volatile @Nullable Segment opened;

    Slot(long baseSeq, Supplier<Segment> opener) {
      this.baseSeq = baseSeq;
      this.opener = opener;
    }

    Segment get() {
      Segment segment = opened;
      return segment != null ? segment : open();
    }

    private synchronized Segment open() {
      Segment segment = opened;
      if (segment == null) {
        segment = opener.get();
        opened = segment;
      }
      return segment;
    }
  }

  private volatile Slot[] slots = {};
  private final List<Segment> replaced = new ArrayList<>(); // guarded by this

  /** Adds a segment behind the others. */
  public synchronized void add(long baseSeq, Supplier<Segment> opener) {
    Slot[] more = Arrays.copyOf(slots, slots.length + 1);
    more[slots.length] = new Slot(baseSeq, opener);
    slots = more;
  }

  public void add(Segment open) {
    add(open.baseSeq(), () -> open);
    Slot[] now = slots;
    now[now.length - 1].get();
  }

  /** Takes a segment of the same history in the place of one that somebody may be reading. */
  public synchronized void replace(int index, Supplier<Segment> opener) {
    Slot[] others = slots.clone();
    others[index] = new Slot(others[index].baseSeq, opener);
    Segment old = slots[index].opened;
    slots = others;
    if (old != null) {
      replaced.add(old);
    }
  }

  public int count() {
    return slots.length;
  }

  public Segment get(int index) {
    return slots[index].get();
  }

  long baseSeq(int index) {
    return slots[index].baseSeq;
  }

  /** The number of the segment that holds a position. */
  int indexOf(long seq) {
    Slot[] now = slots;
    int low = 0;
    int high = now.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (now[middle].baseSeq <= seq) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Where the segment of a position ends, or the position itself if it is in the last one. */
  public long sealedEnd(long seq) {
    Slot[] now = slots;
    int index = indexOf(seq);
    return index + 1 < now.length ? now[index + 1].baseSeq : seq;
  }

  Segment of(long seq) {
    return get(indexOf(seq));
  }

  /** Those that were opened so far. */
  List<Segment> opened() {
    List<Segment> opened = new ArrayList<>();
    for (Slot slot : slots) {
      Segment segment = slot.opened;
      if (segment != null) {
        opened.add(segment);
      }
    }
    return opened;
  }

  /** Releases all mappings; nobody may be reading any more. */
  public synchronized void close() {
    opened().forEach(Segment::close);
    replaced.forEach(Segment::close);
  }
}
