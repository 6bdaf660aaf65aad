package io.ewig.engine.internal.journal.read;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.format.commit.SoughtWorld;
import io.ewig.engine.internal.segment.Lookback;
import io.ewig.engine.internal.segment.Passed;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentCursor;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scans a log from old to new; segments that never name the wanted world are not read at all. */
public final class ForwardCursor implements EventCursor {

  private final Segments segments;
  private final Passed passed;
  private final Scan scan;
  private final long toSeq;
  private final SegmentCursor cursor = new SegmentCursor();
  private final MappedReads reads;
  private final Supplier<Boolean> step = this::step;
  private final Supplier<Event> read = this::read;
  private final boolean asksWholeEvents;
  private long nextSeq;
  private long segmentEnd;
  private int segmentIndex;
  private boolean seeking = true;
  private boolean onEvent;
  private @Nullable SoughtWorld sought; // as the segment speaks of it, if a world is asked for
  private @Nullable Event whole;

  /**
   * @param fromSeq where to start
   * @param toSeq where to stop; all before it is visible
   */
  public ForwardCursor(
      MappedReads reads, Segments segments, Lookback back, Scan scan, long fromSeq, long toSeq) {
    this.reads = reads;
    this.segments = segments;
    this.passed = new Passed(back);
    this.scan = scan;
    this.nextSeq = fromSeq;
    this.toSeq = toSeq;
    this.asksWholeEvents = scan.where() != null;
    this.segmentIndex = segments.indexOf(fromSeq);
    this.segmentEnd = fromSeq;
  }

  @Override
  public boolean next() {
    onEvent = false;
    onEvent = reads.askOften(step);
    return onEvent;
  }

  private boolean step() {
    while (nextSeq < toSeq) {
      whole = null;
      if (nextSeq == segmentEnd && !enterSegment()) {
        continue;
      }
      boolean isThere = true;
      if (seeking) {
        cursor.seek(segments.get(segmentIndex), nextSeq);
        seeking = false;
      } else if (sought != null) {
        isThere = cursor.nextOf(sought, segmentEnd);
      } else if (!cursor.next()) {
        throw new IllegalStateException("event " + nextSeq + " is visible but not there");
      }
      nextSeq = isThere ? cursor.event().seq() + 1 : segmentEnd;
      if (isThere && accepts()) {
        return true;
      }
    }
    return false;
  }

  /** Goes into the segment of the next event; false if none of its events can be wanted. */
  private boolean enterSegment() {
    segmentIndex = segments.indexOf(nextSeq);
    boolean isLast = segmentIndex + 1 >= segments.count();
    segmentEnd = isLast ? toSeq : Math.min(toSeq, segments.baseSeq(segmentIndex + 1));
    seeking = true;
    World world = scan.world();
    if (world == null) {
      return true;
    }
    Segment segment = segments.get(segmentIndex);
    sought = SoughtWorld.in(segment.names(), world);
    if (sought == null) {
      nextSeq = segmentEnd;
      return false;
    }
    return true;
  }

  private boolean accepts() {
    if (sought != null && cursor.event().worldNumber() != sought.number()) {
      return false;
    }
    EventType type = scan.type();
    if (type != null && !type.equals(cursor.event().type())) {
      return false;
    }
    if (scan.valid() != null && !scan.valid().overlaps(cursor.event().valid())) {
      return false;
    }
    return !asksWholeEvents || scan.accepts(wholeEvent());
  }

  private FrameReader at() {
    if (!onEvent) {
      throw CursorPlace.none("event");
    }
    return cursor.event();
  }

  @Override
  public long seq() {
    return at().seq();
  }

  @Override
  public long systemNanos() {
    return at().systemNanos();
  }

  @Override
  public World world() {
    return at().world();
  }

  @Override
  public EventType type() {
    return at().type();
  }

  @Override
  public Payload payload() {
    return at().payload();
  }

  @Override
  public @Nullable String simpleDocument() {
    at();
    return cursor.simpleDocument();
  }

  @Override
  public long payloadSize() {
    return at().payloadSize();
  }

  @Override
  public long commitSeq() {
    return at().commitSeq();
  }

  @Override
  public Branch branch() {
    return at().branch();
  }

  @Override
  public Event event() {
    at();
    return wholeEvent();
  }

  private Event wholeEvent() {
    Event event = whole;
    if (event == null) {
      event = reads.askOften(read);
      whole = event;
    }
    return event;
  }

  private Event read() {
    Event event = cursor.toEvent(passed);
    passed.event(event.seq(), event.hash());
    return event;
  }

  @Override
  public void close() {
    nextSeq = toSeq;
    onEvent = false;
  }
}
