package io.ewig.engine.internal.segment;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.format.segment.IndexWriter;
import io.ewig.engine.format.segment.RecordFormat;
import io.ewig.engine.format.segment.SegmentState;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskMap;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A segment of the log, ready to be read: the mapped file with its index and names.
 *
 * <ul>
 *   <li>holds the events from {@link #baseSeq()} up to {@link #endSeq()}, which only grows;
 *   <li>what lies before {@link #end()} never changes;
 *   <li>every frame is checked before any of it is used.
 * </ul>
 */
public final class Segment {

  /** After all moments that can be asked for. */
  private static final long NO_EVENT_YET = Long.MAX_VALUE;

  private final int number;
  private final long baseSeq;
  private volatile String file;
  private final DiskMap map;
  private final ByteBuffer bytes;
  private volatile IndexWriter.Tables tables;
  private final Names names;
  private final ReadGuard guard;
  private final SimpleDocuments simple;
  private final List<DataKey> keys = new CopyOnWriteArrayList<>();
  private final List<DiskMap> maps = new CopyOnWriteArrayList<>();
  private volatile int end;
  private volatile long endSeq;
  private volatile long startNanos = NO_EVENT_YET; // kept, for each search in time asks

  private record DataKey(int offset, byte[] wrapped, FrameLock lock) {}

  /**
   * @param file its name, for error texts
   * @param tables its index; grows if the segment does
   * @param names its names; grow likewise
   */
  public Segment(
      int number,
      long baseSeq,
      String file,
      DiskMap map,
      IndexWriter.Tables tables,
      Names names,
      ReadGuard guard) {
    this.number = number;
    this.baseSeq = baseSeq;
    this.file = file;
    this.map = map;
    this.maps.add(map);
    this.bytes = map.bytes();
    this.tables = tables;
    this.names = names;
    this.guard = guard;
    this.simple = new SimpleDocuments(baseSeq);
    this.endSeq = baseSeq;
  }

  /** Exchanges the index for one that says the same, lying in a mapping of its own. */
  public void reindex(IndexWriter.Tables same, DiskMap mapping) {
    maps.add(mapping);
    tables = same;
  }

  /** How long the file of its index is, or 0 if that is in memory. */
  public long indexBytes() {
    return maps.size() == 1 ? 0 : maps.get(1).bytes().limit();
  }

  /** Notes that its file has got another name, for error texts. */
  public void moved(String to) {
    file = to;
  }

  /** The first data record at or after an offset, or -1; for the appending thread. */
  public int recordAfter(int offset) {
    return Records.dataAt(bytes, offset, bytes.limit());
  }

  /** Where a record ends; for the appending thread. */
  public int nextAfter(int record) {
    return Records.next(bytes, record);
  }

  /** Makes more of it visible to readers. */
  public void extend(int newEnd, long newEndSeq) {
    end = newEnd;
    endSeq = newEndSeq;
  }

  /** Notes a data key: it opens the frames behind it. */
  public void addKey(int offset, byte[] wrapped, FrameLock lock) {
    keys.add(new DataKey(offset, wrapped, lock));
  }

  public void addKeys(List<SegmentState.Key> known, FrameKeys source) {
    for (SegmentState.Key key : known) {
      addKey(key.offset(), key.wrapped(), source.unwrap(key.wrapped()));
    }
  }

  public List<SegmentState.Key> keys() {
    return keys.stream().map(key -> new SegmentState.Key(key.offset, key.wrapped)).toList();
  }

  public int number() {
    return number;
  }

  public long baseSeq() {
    return baseSeq;
  }

  public long endSeq() {
    return endSeq;
  }

  public int end() {
    return end;
  }

  public String file() {
    return file;
  }

  public Names names() {
    return names;
  }

  /** Those of its payloads that were found to be such. */
  SimpleDocuments simple() {
    return simple;
  }

  public DiskMap map() {
    return map;
  }

  /** Whether its first event was recorded at or before a system time. */
  public boolean startsAtOrBefore(long nanos) {
    long known = startNanos;
    return (known == NO_EVENT_YET ? lookForStart() : known) <= nanos;
  }

  private long lookForStart() {
    int ticket = guard.enter();
    try {
      IndexWriter.Tables index = tables;
      long found = index.commits() > 0 ? index.nanos(0) : NO_EVENT_YET;
      startNanos = found;
      return found;
    } finally {
      guard.leave(ticket);
    }
  }

  /** The seq after the last visible event that was recorded at or before a system time. */
  public long sizeAt(long nanos) {
    int ticket = guard.enter();
    try {
      long visible = endSeq; // before the index, which may grow meanwhile
      IndexWriter.Tables index = tables;
      int commits = index.commits();
      int before = index.commitsUpTo(nanos, commits);
      return before == commits ? visible : Math.min(visible, baseSeq + index.eventsBefore(before));
    } finally {
      guard.leave(ticket);
    }
  }

  /**
   * Where the last indexed event at or before one starts in its frame, if that is the given
   * record's.
   */
  int startOfEntry(long seq, int record) {
    int ticket = guard.enter();
    try {
      int entry = (int) (seq - baseSeq) / IndexFormat.EVERY;
      return tables.recordOffset(entry) == record ? tables.eventStart(entry) : -1;
    } finally {
      guard.leave(ticket);
    }
  }

  /** The offset of the record that holds an event of this segment. */
  public int recordOf(long seq) {
    int ticket = guard.enter();
    try {
      int entry = (int) (seq - baseSeq) / IndexFormat.EVERY;
      int at = tables.recordOffset(entry);
      while (at != Records.NONE) {
        if (Records.holdsEvents(bytes, at)
            && seq < Records.firstSeq(bytes, at) + Records.count(bytes, at)) {
          return at;
        }
        at = Records.dataAt(bytes, Records.next(bytes, at), end);
      }
    } catch (IndexOutOfBoundsException outside) {
      throw corrupt(-1, "its index points outside of it for event " + seq, outside);
    } finally {
      guard.leave(ticket);
    }
    throw corrupt(end, "event " + seq + " is not where the index says", null);
  }

  /** The offset after the record that holds an event: where the file ends if that is the last. */
  public int endOf(long seq) {
    int record = recordOf(seq);
    int ticket = guard.enter();
    try {
      return Records.next(bytes, record);
    } finally {
      guard.leave(ticket);
    }
  }

  /** Copies bytes as they lie in the file. */
  public void copy(int from, byte[] into, int length) {
    int ticket = guard.enter();
    try {
      bytes.get(from, into, 0, length);
    } finally {
      guard.leave(ticket);
    }
  }

  /** Loads the frame of a record: into a buffer that is large enough, checked and in the clear. */
  void load(int record, FrameBuffer into) {
    int ticket = guard.enter();
    int length;
    try {
      length = copy(record, into);
    } finally {
      guard.leave(ticket);
    }
    open(record, length, into);
  }

  /**
   * Loads the frame of the next record with events; it costs less than to ask where that is and to
   * load it then.
   *
   * @return the record, or {@link Records#NONE} at the end
   */
  int loadNext(int after, FrameBuffer into) {
    int ticket = guard.enter();
    int record;
    int length;
    try {
      record = Records.dataAt(bytes, Records.next(bytes, after), end);
      while (record != Records.NONE && !Records.holdsEvents(bytes, record)) {
        record = Records.dataAt(bytes, Records.next(bytes, record), end);
      }
      if (record == Records.NONE) {
        return Records.NONE;
      }
      length = copy(record, into);
    } finally {
      guard.leave(ticket);
    }
    open(record, length, into);
    return record;
  }

  /** How long the copy is. */
  private int copy(int record, FrameBuffer into) {
    try {
      int length = Records.length(bytes, record);
      if (length > FrameFormat.BYTES_MAX || length > bytes.limit() - record) {
        throw corrupt(record, "a record of " + length + " bytes", null);
      }
      into.reserve(length);
      into.spoil(length); // a page that can't be read must not pass for what was here before
      bytes.get(record + RecordFormat.WORD_BYTES, into.bytes(), 0, length);
      return length;
    } catch (IndexOutOfBoundsException outside) {
      throw corrupt(record, "a record that reaches beyond the file", outside);
    }
  }

  private void open(int record, int length, FrameBuffer copy) {
    int at = record + RecordFormat.WORD_BYTES;
    FrameSeal.check(copy.bytes(), length, file, at);
    boolean isKey = copy.bytes()[FrameFormat.KIND] == FrameFormat.DATA_KEY;
    FrameLock lock = isKey ? FrameLock.CLEAR : lockFor(record);
    copy.belongs(record, lock.open(copy.bytes(), length, file, at));
  }

  /** Sets a reader in front of the first event of what is loaded. */
  void read(FrameBuffer loaded, FrameReader reader) {
    int at = loaded.record() + RecordFormat.WORD_BYTES;
    reader.wrap(loaded.bytes(), loaded.end(), names, file, at);
  }

  private FrameLock lockFor(int record) {
    FrameLock lock = FrameLock.CLEAR;
    for (DataKey key : keys) {
      if (key.offset > record) {
        break;
      }
      lock = key.lock;
    }
    return lock;
  }

  /** The seq of the event with that hash in this segment, or -1. */
  public long find(Hash hash, HashAt hashAt) {
    int ticket = guard.enter();
    try {
      IndexWriter.Tables index = tables;
      int slots = index.slots();
      long found = probe(index, hash, hashAt, slots);
      while (found < 0 && slots != index.slots()) { // the table has grown meanwhile
        slots = index.slots();
        found = probe(index, hash, hashAt, slots);
      }
      return found;
    } finally {
      guard.leave(ticket);
    }
  }

  private long probe(IndexWriter.Tables index, Hash hash, HashAt hashAt, int slots) {
    int at = IndexFormat.firstSlot(hash.a(), slots);
    for (int probes = 0; probes < slots; probes++) {
      int slot = index.slot(at);
      if (slot == 0) {
        return -1;
      }
      long seq = baseSeq + IndexFormat.numberIn(slot);
      if (IndexFormat.isTagged(slot, hash.a()) && seq < endSeq && hashAt.get(seq).equals(hash)) {
        return seq;
      }
      at = IndexFormat.nextSlot(at, slots);
    }
    return -1;
  }

  /** Reads the hash of an event. */
  @FunctionalInterface
  public interface HashAt {
    Hash get(long seq);
  }

  CorruptionException corrupt(long offset, String what, @Nullable Throwable cause) {
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, file, offset, what, cause);
  }

  /** Releases the mappings; the guard must have let everybody out before. */
  public void close() {
    maps.forEach(DiskMap::close);
  }
}
