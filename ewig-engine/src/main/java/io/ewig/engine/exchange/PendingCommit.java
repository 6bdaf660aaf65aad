package io.ewig.engine.exchange;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A commit of which not all lines have been read yet; never more than a commit may hold. */
final class PendingCommit implements AutoCloseable {

  private static final Set<ErrorCode> MISFITS =
      Set.of(ErrorCode.CHAIN_MISMATCH, ErrorCode.FORGED_EVENT, ErrorCode.CLOCK_AHEAD);

  private final EventLine.CommitLine commit;
  private final long firstLine;
  private final List<Event> events = new ArrayList<>();
  private final List<Pin> held = new ArrayList<>(0); // the log does not refer to it yet
  private long inlineBytes;

  PendingCommit(EventLine.CommitLine commit, long firstLine) {
    this.commit = commit;
    this.firstLine = firstLine;
  }

  void add(EventLine line, long number, ContentStore store) {
    if (!events.isEmpty()) {
      requireToFollow(line, number, events.get(events.size() - 1));
    }
    Payload payload = payload(line, number, store);
    events.add(
        new Event(
            line.seq(),
            line.systemNanos(),
            line.hash(),
            line.parent(),
            line.origin(),
            line.originSeq(),
            line.hlc(),
            line.valid(),
            shared(line.world()),
            line.type(),
            payload));
  }

  private Payload payload(EventLine line, long number, ContentStore store) {
    if (line.gone() != null) {
      return line.gone();
    }
    byte[] bytes = line.payload();
    if (bytes.length > Payload.INLINE_BYTES_MAX) {
      Pin content = store.hold(bytes);
      held.add(content);
      return new Payload.Blob(line.salt(), bytes.length, content.root());
    }
    inlineBytes += bytes.length;
    if (inlineBytes > Commit.BYTES_MAX) {
      throw Malformed.line(
          number, "the payloads of its commit are over " + Commit.BYTES_MAX + " bytes");
    }
    return new Payload.Inline(line.salt(), bytes);
  }

  /** Most events are of the same world as the one before: one copy of its name is enough. */
  private World shared(World world) {
    World last = events.isEmpty() ? world : events.get(events.size() - 1).world();
    return last.equals(world) ? last : world;
  }

  private static void requireToFollow(EventLine line, long number, Event previous) {
    require(line.seq() == previous.seq() + 1, number, NdjsonFormat.SEQ);
    require(line.systemNanos() == previous.systemNanos(), number, NdjsonFormat.SYSTEM_TIME);
    require(line.origin().equals(previous.origin()), number, NdjsonFormat.ORIGIN);
    require(line.originSeq() == previous.originSeq() + 1, number, NdjsonFormat.ORIGIN_SEQ);
    require(line.hlc() == previous.hlc() + 1, number, NdjsonFormat.HLC);
    require(line.parent().equals(previous.hash()), number, NdjsonFormat.PARENT);
  }

  private static void require(boolean follows, long number, String field) {
    if (!follows) {
      throw Malformed.line(
          number, "field '" + field + "': does not follow the line before, which is of its commit");
    }
  }

  boolean isComplete() {
    return events.size() == commit.events();
  }

  /** Content before reference. */
  void forceBlobs(ContentStore store) {
    if (!held.isEmpty()) {
      store.force();
    }
  }

  int adopt(Consumer<Commit> adopt) {
    try {
      adopt.accept(new Commit(commit.info(), events));
      return events.size();
    } catch (ConflictException e) {
      if (!MISFITS.contains(e.code())) {
        throw e;
      }
      throw Malformed.line(firstLine, "the commit that starts here: " + e.getMessage(), e);
    }
  }

  /** Lets go of what it holds in the store. */
  @Override
  public void close() {
    held.forEach(Pin::close);
  }

  /** What is missing. */
  String what() {
    return "after "
        + events.size()
        + " of the "
        + commit.events()
        + " events of the commit that starts on line "
        + firstLine;
  }
}
