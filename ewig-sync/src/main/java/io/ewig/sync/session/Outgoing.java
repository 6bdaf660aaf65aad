package io.ewig.sync.session;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.part.Filter;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Packs what a peer lacks into batches, up to a window. */
final class Outgoing {

  /** What an event weighs beside its payload, about: salt, names, times. */
  private static final int EVENT_BYTES = 32;

  private final Local here;
  private final long windowBytes;
  private final List<Message> messages = new ArrayList<>();
  private List<Commit> batch = new ArrayList<>();
  private long batchBytes;
  private long batchEvents;
  private long bytes;
  private long events;
  private VersionVector version = VersionVector.EMPTY;
  private final Map<Origin, Long> ends = new HashMap<>(); // of the batch, by origin
  private @Nullable Objection objection;
  private Optional<Commit> leftOut = Optional.empty();

  Outgoing(Local here, long windowBytes) {
    this.here = here;
    this.windowBytes = windowBytes;
  }

  /** What goes out to a replica of that version that keeps some part of the history. */
  List<Message> since(VersionVector theirs, Filter wanted) {
    return of(here.since(theirs, wanted));
  }

  /** What goes out of some commits. */
  List<Message> of(Local.Commits commits) {
    Commit commit = commits.next();
    while (commit != null && objection == null) {
      add(commit);
      commit = bytes < windowBytes ? commits.next() : null;
    }
    close();
    leftOut = commits.leftOut();
    return messages;
  }

  /** What is not given since it is not whole here, and so nothing that builds on it. */
  Optional<Objection> reservation() {
    return leftOut.map(
        commit ->
            Objection.of(
                Reason.WITHHELD,
                "commit "
                    + commit.id()
                    + " is not whole on a replica that keeps '"
                    + here.filter()
                    + "' only, so it is not passed on; get it where it is whole"));
  }

  private void add(Commit commit) {
    long weight = 0;
    for (Event event : commit.events()) {
      weight += EVENT_BYTES + (event.payload() instanceof Payload.Inline in ? in.size() : 0);
    }
    if (weight > ProtocolLimits.FRAME_BYTES_MAX) {
      objection =
          Objection.of(
              Reason.TOO_LARGE,
              "commit "
                  + commit.id()
                  + " has "
                  + weight
                  + " bytes, and at most "
                  + ProtocolLimits.FRAME_BYTES_MAX
                  + " travel at a time; bring it over by ewig export and ewig import");
      return;
    }
    if (batchBytes + weight > ProtocolLimits.BATCH_BYTES
        || batchEvents + commit.events().size() > ProtocolLimits.BATCH_EVENTS
        || leavesOut(commit)) {
      close();
    }
    for (Event event : commit.events()) {
      if (event.payload() instanceof Payload.Blob blob) {
        messages.add(new Message.Blob(here.blob(blob)));
        bytes += blob.size();
      }
    }
    batch.add(commit);
    ends.put(commit.last().origin(), commit.last().originSeq());
    batchBytes += weight;
    batchEvents += commit.events().size();
    bytes += weight;
    events += commit.events().size();
  }

  /** Whether it does not go on from the last one of its origin: parents are not said in a batch. */
  private boolean leavesOut(Commit commit) {
    Long end = ends.get(commit.first().origin());
    return end != null && commit.first().originSeq() != end + 1;
  }

  private void close() {
    ends.clear();
    if (!batch.isEmpty()) {
      Message.Events packed = new Message.Events(batch, here.giveSaltKeys(batch));
      messages.add(packed);
      version = version.merge(packed.version());
      batch = new ArrayList<>();
      batchBytes = 0;
      batchEvents = 0;
    }
  }

  /** How far the events go. */
  VersionVector version() {
    return version;
  }

  long events() {
    return events;
  }

  /** What can't go out, and so nothing behind it. */
  @Nullable Objection objection() {
    return objection;
  }
}
