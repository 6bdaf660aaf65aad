package io.ewig.engine.format.commit;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Heads;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Turns commits into frames, see {@link CommitFormat}; one thread. */
public final class CommitWriter {

  private final Names names;
  private final FrameLock lock;
  private final BytesOut frame = new BytesOut(2 * FrameFormat.TARGET_BYTES);
  private int[] starts = new int[64];

  /**
   * @param names those of the segment; grows
   * @param lock closes each frame, encrypting it or not
   */
  public CommitWriter(Names names, FrameLock lock) {
    this.names = names;
    this.lock = lock;
  }

  /**
   * @param heads where the chains stood before this commit
   * @param chain the log chain after it
   * @param said what the commit says of what is durable before it, see {@link Witness}
   */
  public void write(Commit commit, Heads heads, Hash chain, long said, FrameSink sink) {
    List<Event> events = commit.events();
    int index = 0;
    while (index < events.size()) {
      Event first = events.get(index);
      if (index == 0) {
        FrameSeal.open(frame, FrameFormat.COMMIT, first.seq());
        frame.putVarint(said);
        putRun(commit, heads, first, events.size() < CommitFormat.EXPLICIT_PARENT_EVENTS);
        putCommit(commit, heads, chain);
      } else {
        FrameSeal.open(frame, FrameFormat.CONTINUED, first.seq());
        putRun(commit, heads, first, false);
        frame.putVarint(index);
      }
      int count = putEvents(events, index);
      index += count;
      int flags = index == events.size() ? FrameFormat.LAST : 0;
      lock.close(frame, flags, count);
      sink.frame(frame.array(), frame.size(), first.seq(), starts, count);
    }
  }

  private void putRun(Commit commit, Heads heads, Event first, boolean mayReferToParent) {
    frame.putLong(first.systemNanos());
    putBranch(commit);
    putOrigin(first);
    frame.putVarint(first.originSeq());
    frame.putZigzag(first.hlc() - CommitFormat.hlcBase(first.systemNanos()));
    Heads.ChainHead head = heads.chain(first.origin(), commit.info().branch());
    if (first.parent().equals(Hash.ZERO)) {
      frame.putVarint(CommitFormat.PARENT_NONE);
    } else if (mayReferToParent && head != null && head.hash().equals(first.parent())) {
      frame.putVarint(first.seq() - head.seq() + CommitFormat.PARENT_EXPLICIT);
    } else {
      frame.putVarint(CommitFormat.PARENT_EXPLICIT).putHash(first.parent());
    }
  }

  private void putBranch(Commit commit) {
    int number = names.branches.find(commit.info().branch());
    frame.putVarint(number + 1);
    if (number < 0) {
      names.branches.add(commit.info().branch());
      frame.putText(commit.info().branch().name());
    }
  }

  private void putOrigin(Event event) {
    int number = names.origins.find(event.origin());
    frame.putVarint(number + 1);
    if (number < 0) {
      names.origins.add(event.origin());
      frame.putLong(event.origin().high()).putLong(event.origin().low());
    }
  }

  private void putCommit(Commit commit, Heads heads, Hash chain) {
    CommitInfo info = commit.info();
    frame.putVarint(commit.events().size()).putHash(chain);
    frame.putByte(info.isPlain() ? 0 : CommitFormat.HAS_WORDS);
    if (!info.isPlain()) {
      frame.putText(info.author()).putText(info.message()).putVarint(info.metadata().size());
      info.metadata().forEach((key, value) -> frame.putText(key).putText(value));
    }
    Heads.BranchHead head = heads.branch(info.branch());
    frame.putVarint(info.parents().size());
    for (EventId parent : info.parents()) {
      if (head != null && head.commit().equals(parent)) {
        frame.putVarint(commit.firstSeq() - head.seq());
      } else {
        frame.putVarint(0).putLong(parent.high()).putLong(parent.low());
      }
    }
  }

  /** Puts events from an index on until the frame is full; how many there were. */
  private int putEvents(List<Event> events, int from) {
    int count = 0;
    do {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = frame.size();
      putEvent(events.get(from + count - 1));
    } while (from + count < events.size() && frame.size() < FrameFormat.TARGET_BYTES);
    return count;
  }

  private void putEvent(Event event) {
    Payload payload = event.payload();
    int validForm = validForm(event);
    frame.putByte(validForm | formOf(payload));
    int world = names.worlds.find(event.world());
    frame.putVarint(world + 1);
    if (world < 0) {
      names.worlds.add(event.world());
      frame.putText(event.world().uri());
    }
    putType(event.type());
    frame.putVarint(payload.size()).putHash(event.hash());
    putSeal(payload);
    if (validForm != CommitFormat.VALID_FROM_COMMIT) {
      putInstant(event.valid().from());
    }
    if (validForm == CommitFormat.VALID_FROM_TO) {
      putInstant(event.valid().to());
    }
    if (payload instanceof Payload.Inline inline) {
      frame.put(inline.bytes());
    } else if (payload instanceof Payload.Blob blob) {
      frame.putHash(blob.content());
    }
  }

  private static int formOf(Payload payload) {
    if (payload instanceof Payload.Blob) {
      return CommitFormat.BLOB;
    }
    if (payload instanceof Payload.Withheld) {
      return CommitFormat.WITHHELD;
    }
    return payload instanceof Payload.Erased ? CommitFormat.ERASED : 0;
  }

  private void putSeal(Payload payload) {
    if (payload instanceof Payload.Inline inline) {
      frame.put(inline.salt());
    } else if (payload instanceof Payload.Blob blob) {
      frame.put(blob.salt());
    } else {
      frame.putHash(payload.commitment());
    }
  }

  private static int validForm(Event event) {
    ValidPeriod valid = event.valid();
    if (!valid.isOpenEnded()) {
      return CommitFormat.VALID_FROM_TO;
    }
    Instant from = valid.from();
    boolean sinceCommit =
        SystemNanos.of(from) == event.systemNanos() && from.equals(event.systemTime());
    return sinceCommit ? CommitFormat.VALID_FROM_COMMIT : CommitFormat.VALID_FROM;
  }

  private void putType(EventType type) {
    if (!type.isCustom()) {
      frame.putVarint(type.code());
      return;
    }
    int number = names.types.find(type);
    if (number >= 0) {
      frame.putVarint(CommitFormat.FIRST_TYPE_REF + number);
    } else {
      names.types.add(type);
      frame.putVarint(CommitFormat.NEW_TYPE).putText(type.name());
    }
  }

  private void putInstant(Instant instant) {
    frame.putLong(instant.getEpochSecond()).putInt(instant.getNano());
  }
}
