package io.ewig.sync.session;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes in what the other says in one go, and gathers what there is to say to that at once. */
final class Hearing implements Message.Listener {

  /** So many acknowledgements running that acknowledge nothing end a session. */
  private static final int STANDSTILLS_MAX = 3;

  private final Local here;
  private final Quarantine quarantine;
  private final Direction direction;
  private final Other other;

  private final List<Message> replies = new ArrayList<>();
  private final List<byte[]> blobs = new ArrayList<>();
  private final Set<Origin> spokenOf = new TreeSet<>();
  private long blobBytes;
  private long taken;
  private long known;
  private @Nullable Objection objection;

  Hearing(Local here, Quarantine quarantine, Direction direction, Other other) {
    this.here = here;
    this.quarantine = quarantine;
    this.direction = direction;
    this.other = other;
  }

  /** Listens until there is something to object to. */
  void listen(List<Message> said) {
    for (Message message : said) {
      if (objection == null) {
        message.accept(this);
      }
    }
    if (!spokenOf.isEmpty()) {
      acknowledge();
    }
  }

  List<Message> replies() {
    return replies;
  }

  /** How many events were new. */
  long taken() {
    return taken;
  }

  /** What ends the session, or null. */
  @Nullable Objection objection() {
    return objection;
  }

  @Override
  public void hello(Message.Hello hello) {
    if (hello.from().equals(here.self())) {
      object(
          Objection.of(
              Reason.SAME_ORIGIN,
              "both replicas write as origin "
                  + here.self()
                  + ", so one's folder is a copy of the other's; keep one of them, and fill a new,"
                  + " empty folder by ewig sync instead of the other"));
      return;
    }
    if (isLocked(hello.from())) {
      return;
    }
    other.origin = hello.from();
    other.takes = hello.wants();
    other.gives = hello.gives();
    other.awaitsRoot |= hello.asksRoot();
    other.digest = hello.digest();
    other.root = hello.root().orElse(other.root);
    other.isBusy = false;
    Standing mine = here.standing();
    if (hello.digest() == mine.digest().a()) {
      other.version = mine.version();
      return;
    }
    other.awaitsHello |= !other.knowsUs;
    if (hello.standing().isPresent()) {
      other.version = hello.standing().get().version();
      compare(mine, hello.standing().get());
    }
    hello.expects().ifPresent(other::willHave);
  }

  /** As many events of an origin that have come to something else: there are two histories. */
  private void compare(Standing mine, Standing theirs) {
    theirs
        .marks()
        .forEach(
            (origin, mark) -> {
              long seq = theirs.version().get(origin);
              Long known = mine.marks().get(origin);
              if (known != null && !known.equals(mark) && seq == mine.version().get(origin)) {
                Message.Fork fork =
                    new Message.Fork(
                        origin, seq, new Hash(known, 0, 0, 0), new Hash(mark, 0, 0, 0));
                blame(forked(fork));
              }
            });
  }

  private Objection forked(Message.Fork fork) {
    boolean isOurs = fork.origin().equals(here.self());
    return new Objection(
        isOurs ? Reason.SAME_ORIGIN : Reason.EQUIVOCATION,
        "the first "
            + fork.originSeq()
            + " events of origin "
            + fork.origin()
            + (isOurs
                ? ", which is this database, are others elsewhere: it was restored from an older"
                    + " copy and went on, or is written to in two places; fill a new, empty folder"
                    + " by ewig sync and go on there"
                : " are others elsewhere: somebody has told two histories"),
        Optional.of(fork),
        Optional.of(fork.origin()));
  }

  private boolean isLocked(Origin origin) {
    Optional<String> why = quarantine.why(origin);
    why.ifPresent(text -> object(Objection.of(Reason.QUARANTINED, text)));
    return why.isPresent();
  }

  @Override
  public void blob(Message.Blob blob) {
    blobBytes += blob.bytes().length;
    if (blobBytes > ProtocolLimits.RAW_BYTES_MAX) {
      object(
          Objection.of(
              Reason.TOO_LARGE,
              "more than "
                  + ProtocolLimits.RAW_BYTES_MAX
                  + " bytes of payloads before the events that carry them"));
      return;
    }
    blobs.add(blob.bytes());
  }

  @Override
  public void events(Message.Events events) {
    if (!direction.takes()) {
      object(Objection.of(Reason.NOT_AUTHORISED, "no events are taken here"));
      return;
    }
    events.commits().forEach(commit -> spokenOf.add(commit.first().origin()));
    List<Commit> commits = events.commits();
    Optional<Origin> aside = take(commits, events.areSealed());
    if (aside.isEmpty() && objection == null) {
      here.learn(events.saltKeys());
    }
    while (aside.isPresent() && objection == null) {
      Origin liar = aside.get();
      commits = commits.stream().filter(each -> !each.first().origin().equals(liar)).toList();
      aside = take(commits, events.areSealed());
    }
    blobs.clear();
    blobBytes = 0;
  }

  /**
   * Takes what can be taken; whose commits are better left out, if some are in the way of others.
   */
  private Optional<Origin> take(List<Commit> commits, boolean areSealed) {
    Taken outcome = here.take(commits, blobs, areSealed);
    taken += outcome.taken();
    known += outcome.known();
    return outcome.objection().flatMap(this::blame);
  }

  /**
   * Whose lie it is: of who wrote two histories, or of who sent what nobody wrote; who passes on
   * the events of a liar is none. Gives whose events are in the way of others.
   */
  private Optional<Origin> blame(Objection found) {
    if (found.reason() == Reason.GAP) {
      return Optional.empty(); // the acknowledgement says from where on to send
    }
    found.fork().ifPresent(replies::add);
    Optional<Origin> liar = found.liar().filter(origin -> !origin.equals(here.self()));
    if (found.reason().isLie()) {
      condemn(liar, found);
    }
    if (liar.isEmpty() || liar.get().equals(other.origin)) {
      object(found);
      return Optional.empty();
    }
    return liar;
  }

  /** Who said it himself is guilty; who only is said to have said it may be slandered. */
  private void condemn(Optional<Origin> liar, Objection found) {
    Origin teller = other.origin;
    if (teller != null && (liar.isEmpty() || liar.get().equals(teller))) {
      quarantine.lock(teller, found);
    } else {
      liar.ifPresent(origin -> quarantine.note(origin, found));
    }
  }

  private void object(Objection found) {
    objection = found;
    replies.add(found.message());
  }

  @Override
  public void acknowledged(Message.Acknowledged acknowledged) {
    other.isBusy = false;
    other.has(acknowledged.version());
    if (acknowledged.taken() + acknowledged.known() > 0) {
      other.standstills = 0;
    } else if (++other.standstills >= STANDSTILLS_MAX) {
      object(
          Objection.of(Reason.FAILED, "the other replica takes nothing of what it says it lacks"));
    }
  }

  @Override
  public void refused(Message.Refused refused) {
    other.refusal = Objection.of(refused.reason(), refused.text());
  }

  /** Hearsay is no proof: it is shown to people, and seen for oneself when the events come. */
  @Override
  public void fork(Message.Fork fork) {
    other.forks.add(fork);
  }

  /** Says how far the origins that were spoken of have got here: all of that is durable. */
  private void acknowledge() {
    VersionVector version = here.version();
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    spokenOf.forEach(origin -> seqs.put(origin, version.get(origin)));
    replies.add(new Message.Acknowledged(taken, known, VersionVector.of(seqs)));
  }
}
