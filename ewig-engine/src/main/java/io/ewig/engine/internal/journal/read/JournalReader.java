package io.ewig.engine.internal.journal.read;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.segment.CommitReader;
import io.ewig.engine.internal.segment.Lookback;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentCursor;
import io.ewig.engine.log.Head;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Answers single questions to a log; any thread, no locks.
 *
 * <p>What threads keep for it does not lead back to it, so that it can go while they stay.
 */
public final class JournalReader implements Lookback {

  private final Segments segments;
  private final Supplier<Head> visible;
  private final ThreadLocal<SegmentCursor> cursors = ThreadLocal.withInitial(SegmentCursor::new);
  private final ThreadLocal<CommitReader> commits = ThreadLocal.withInitial(CommitReader::new);
  private final ThreadLocal<SegmentCursor> lookbacks = ThreadLocal.withInitial(SegmentCursor::new);

  public JournalReader(Segments segments, Supplier<Head> visible) {
    this.segments = segments;
    this.visible = visible;
  }

  public Event get(long seq) {
    requireVisible(seq);
    SegmentCursor cursor = cursors.get();
    cursor.seek(segments.of(seq), seq);
    return cursor.toEvent(this);
  }

  private void requireVisible(long seq) {
    long size = visible.get().size();
    if (seq < 0 || seq >= size) {
      throw new UserException(
          ErrorCode.NOT_FOUND,
          "there is no event "
              + seq
              + "; the log holds events from 0 up to, not including, "
              + size);
    }
  }

  public OptionalLong find(Hash hash) {
    long size = visible.get().size();
    for (int i = segments.count() - 1; i >= 0; i--) {
      long seq = segments.get(i).find(hash, this::hashAt);
      if (seq >= 0) {
        return seq < size ? OptionalLong.of(seq) : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public Hash hashAt(long seq) {
    SegmentCursor cursor = lookbacks.get();
    cursor.seek(segments.of(seq), seq);
    return cursor.event().hash();
  }

  @Override
  public EventId commitAt(long seq) {
    SegmentCursor cursor = lookbacks.get();
    cursor.seek(segments.of(seq), seq);
    return EventId.of(cursor.event().hlc(), cursor.event().origin(), cursor.event().originSeq());
  }

  public Commit commitOf(long seq) {
    requireVisible(seq);
    Segment segment = segments.of(seq);
    CommitReader reader = commits.get();
    return reader.read(segment, reader.isStart(seq) ? seq : startOfCommit(segment, seq), this);
  }

  /** Looks at the event and at the first one of its commit only. */
  public EventId commitIdOf(long seq) {
    requireVisible(seq);
    return commitAt(startOfCommit(segments.of(seq), seq));
  }

  private long startOfCommit(Segment segment, long seq) {
    SegmentCursor cursor = cursors.get();
    cursor.seek(segment, seq);
    return cursor.event().commitSeq();
  }

  public Head headAt(long size) {
    if (size == 0) {
      return Head.EMPTY;
    }
    requireVisible(size - 1);
    SegmentCursor cursor = cursors.get();
    Segment segment = segments.of(size - 1);
    cursor.seek(segment, size - 1);
    cursor.seek(segment, cursor.event().commitSeq());
    FrameReader commit = cursor.event();
    if (commit.firstSeq() + commit.total() != size) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no commit ends before event " + size + "; one goes over it");
    }
    return new Head(size, commit.systemNanos(), commit.chain());
  }

  public long sizeAt(long systemNanos) {
    Head head = visible.get();
    if (systemNanos >= head.systemNanos()) {
      return head.size();
    }
    int low = 0;
    int high = segments.count() - 1;
    while (low < high) { // the last segment that starts at or before the moment
      int middle = (low + high + 1) >>> 1;
      boolean starts =
          segments.baseSeq(middle) < head.size()
              && segments.get(middle).startsAtOrBefore(systemNanos);
      if (starts) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.min(head.size(), segments.get(low).sizeAt(systemNanos));
  }
}
