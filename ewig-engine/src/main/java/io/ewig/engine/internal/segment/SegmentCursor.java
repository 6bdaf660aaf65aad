package io.ewig.engine.internal.segment;

import io.ewig.engine.event.Event;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.format.commit.SoughtWorld;
import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.hash.Hash;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks forward over the events of a segment; a reusable flyweight for one thread.
 *
 * <p>A frame that was loaded is not loaded again as long as events of the same one are sought: what
 * a segment holds never changes.
 */
public final class SegmentCursor {

  private final FrameBuffer buffer = new FrameBuffer();
  private final FrameReader reader = new FrameReader();
  private int record = Records.NONE;
  private @Nullable Segment segment;

  /** Moves onto an event of a segment. */
  public void seek(Segment in, long seq) {
    record = in.recordOf(seq);
    if (segment != in || buffer.record() != record) {
      in.load(record, buffer);
      segment = in;
    }
    in.read(buffer, reader);
    long firstSeq = reader.firstSeq();
    long known = Math.max(firstSeq, seq - 1); // so that the event's parent is passed on the way
    int start = in.startOfEntry(known, record);
    if (start >= 0) {
      long entrySeq = known - (known - in.baseSeq()) % IndexFormat.EVERY;
      reader.moveTo((int) (entrySeq - firstSeq), start);
    } else {
      reader.next();
    }
    while (reader.seq() < seq) {
      if (!reader.next()) {
        throw in.corrupt(record, "event " + seq + " is missing from its frame", null);
      }
    }
  }

  /** Moves to the next event; false at the segment's visible end. */
  public boolean next() {
    return reader.next() || (enterNextFrame() && reader.next());
  }

  /**
   * Moves to the next event of a world that comes before a seq; false if there is none.
   *
   * @param world as this segment speaks of it
   * @param beforeSeq at most the segment's visible end
   */
  public boolean nextOf(SoughtWorld world, long beforeSeq) {
    while (!reader.nextOf(world, beforeSeq)) {
      long frameEnd = reader.firstSeq() + reader.count();
      if (frameEnd >= beforeSeq) {
        return false;
      }
      if (!enterNextFrame()) {
        throw new IllegalStateException("event " + frameEnd + " is visible but not there");
      }
    }
    return true;
  }

  private boolean enterNextFrame() {
    Segment in = Objects.requireNonNull(segment, "seek before next");
    int following = in.loadNext(record, buffer);
    if (following == Records.NONE) {
      return false;
    }
    record = following;
    in.read(buffer, reader);
    return true;
  }

  /** The frame of the current event, standing on it. */
  public FrameReader event() {
    return reader;
  }

  /** The current event's payload as text, if it is here and a simple JSON document; else null. */
  public @Nullable String simpleDocument() {
    SimpleDocuments simple = Objects.requireNonNull(segment, "seek before reading").simple();
    long seq = reader.seq();
    boolean isKnown = simple.has(seq);
    String text = reader.simpleDocument(isKnown);
    if (text != null && !isKnown) {
      simple.add(seq);
    }
    return text;
  }

  /** The current event as a value. */
  public Event toEvent(Lookback back) {
    return event(reader, parent(reader, back));
  }

  private static Hash parent(FrameReader reader, Lookback back) {
    if (reader.index() == 0) {
      return reader.parentDistance() == 0
          ? reader.explicitParent()
          : back.hashAt(reader.firstSeq() - reader.parentDistance());
    }
    return reader.knowsPrevious() ? reader.previousHash() : back.hashAt(reader.seq() - 1);
  }

  /** The event that a reader stands on. */
  static Event event(FrameReader reader, Hash parent) {
    return new Event(
        reader.seq(),
        reader.systemNanos(),
        reader.hash(),
        parent,
        reader.origin(),
        reader.originSeq(),
        reader.hlc(),
        reader.valid(),
        reader.world(),
        reader.type(),
        reader.payload());
  }
}
