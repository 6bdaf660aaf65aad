package io.ewig.sync.session;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.part.Filter;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Packs what a peer lacks into batches, as much as goes out at a time. */
final class Outgoing {

  /** What an event weighs beside its payload and a new world, about: salt, times. */
  private static final int EVENT_BYTES = 32;

  private final Local here;
  private final Load load;
  private final List<Message> messages = new ArrayList<>();
  private List<Commit> batch = new ArrayList<>();
  private long batchBytes;
  private long batchEvents;
  private long events;
  private VersionVector version = VersionVector.EMPTY;
  private final Map<Origin, Long> ends = new HashMap<>(); // of the batch, by origin
  private final Set<World> worlds = new HashSet<>(); // of the batch: each is named once
  private @Nullable Objection tooLarge;
  private Optional<Commit> leftOut = Optional.empty();

  /**
   * @param load what goes out, with what does so beside it
   */
  Outgoing(Local here, Load load) {
    this.here = here;
    this.load = load;
  }

  /** What goes out to a replica of that version that keeps some part of the history. */
  List<Message> since(VersionVector theirs, Filter wanted) {
    return of(here.since(theirs, wanted));
  }

  /** What goes out of some commits. */
  List<Message> of(Local.Commits commits) {
    Commit commit = load.isOpen() ? commits.next() : null;
    while (commit != null && add(commit)) {
      commit = load.isOpen() ? commits.next() : null;
    }
    close();
    leftOut = commits.leftOut();
    return messages;
  }

  /** What is not given, and so nothing that builds on it: it is too large, or not whole here. */
  Optional<Objection> reservation() {
    return Optional.ofNullable(tooLarge).or(() -> leftOut.map(this::notWhole));
  }

  private Objection notWhole(Commit commit) {
    return Objection.of(
        Reason.WITHHELD,
        "commit "
            + commit.id()
            + " is not whole on a replica that keeps '"
            + here.filter()
            + "' only, so it is not passed on; get it where it is whole");
  }

  /** Whether it goes out, and perhaps what is behind it. */
  private boolean add(Commit commit) {
    long weight = weight(commit.info());
    long blobBytes = 0;
    for (Event event : commit.events()) {
      weight += EVENT_BYTES + (event.payload() instanceof Payload.Inline in ? in.size() : 0);
      weight += worlds.add(event.world()) ? event.world().uri().length() : 0;
      blobBytes += event.payload() instanceof Payload.Blob blob ? blob.size() : 0;
    }
    if (weight + blobBytes > ProtocolLimits.LOAD_BYTES_MAX) {
      tooLarge = Objection.tooLarge("commit " + commit.id(), weight + blobBytes);
      return false;
    }
    if (!load.takes(weight + blobBytes)) {
      return false;
    }
    if (batchBytes + weight > ProtocolLimits.BATCH_BYTES
        || batchEvents + commit.events().size() > ProtocolLimits.BATCH_EVENTS
        || leavesOut(commit)) {
      close();
    }
    for (Event event : commit.events()) {
      if (event.payload() instanceof Payload.Blob blob) {
        messages.add(new Message.Blob(here.blob(blob)));
      }
    }
    batch.add(commit);
    ends.put(commit.last().origin(), commit.last().originSeq());
    batchBytes += weight;
    batchEvents += commit.events().size();
    events += commit.events().size();
    return true;
  }

  private static long weight(CommitInfo info) {
    long chars = (long) info.author().length() + info.message().length();
    for (Map.Entry<String, String> entry : info.metadata().entrySet()) {
      chars += (long) entry.getKey().length() + entry.getValue().length();
    }
    return chars;
  }

  /** Whether it does not go on from the last one of its origin: parents are not said in a batch. */
  private boolean leavesOut(Commit commit) {
    Long end = ends.get(commit.first().origin());
    return end != null && commit.first().originSeq() != end + 1;
  }

  private void close() {
    ends.clear();
    worlds.clear();
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
}
