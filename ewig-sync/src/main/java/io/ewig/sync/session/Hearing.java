package io.ewig.sync.session;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
                blame(forked(fork.withSigned(signed(origin, seq))));
              }
            });
  }

  /** Our story, if its end is signed: whoever has the other one signed too has proof. */
  private List<CommitSignature> signed(Origin origin, long seq) {
    return here.signatureOf(origin).filter(each -> each.originSeq() == seq).stream().toList();
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
   * the events of a liar is none, but nobody honest passes on a wrong signature. Gives whose events
   * are in the way of others.
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
    Optional<Origin> inTheWay = found.inTheWay().filter(origin -> !origin.equals(here.self()));
    if (inTheWay.isEmpty() || inTheWay.get().equals(other.origin)) {
      object(found);
      return Optional.empty();
    }
    if (found.reason().isOfOne()) {
      reserve(found, inTheWay.get());
    }
    return inTheWay;
  }

  /** Takes the events of others all the same; who has passed these on may be no liar. */
  private void reserve(Objection found, Origin unsigned) {
    if (other.reservation == null) {
      other.reservation = found;
      replies.add(found.message());
    }
    if (SigningOrigin.is(unsigned) && other.origin != null) {
      quarantine.note(other.origin, found);
    }
  }

  /**
   * Who said it himself is guilty; who only is said to have said it may be slandered. Anybody can
   * say hello in another's name, so who signs is guilty of nothing but what it has signed.
   */
  private void condemn(Optional<Origin> liar, Objection found) {
    Origin teller = other.origin;
    if (found.isProven() && liar.isPresent()) {
      quarantine.lock(liar.get(), found);
    } else if (teller != null && (liar.isEmpty() || liar.get().equals(teller))) {
      if (SigningOrigin.is(teller)) {
        quarantine.note(teller, found);
      } else {
        quarantine.lock(teller, found);
      }
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
      Objection why = other.reservation;
      object(
          why != null
              ? why
              : Objection.of(
                  Reason.FAILED, "the other replica takes nothing of what it says it lacks"));
    }
  }

  @Override
  public void refused(Message.Refused refused) {
    Objection objection = Objection.of(refused.reason(), refused.text());
    if (refused.reason().isOfOne()) {
      other.reservation = objection;
    } else {
      other.refusal = objection;
    }
  }

  /**
   * Hearsay is no proof: it is shown to people, and seen for oneself when the events come. But two
   * stories that their origin has signed are, whoever shows them.
   */
  @Override
  public void fork(Message.Fork fork) {
    other.forks.add(fork);
    Set<CommitSignature> signed = new LinkedHashSet<>(signed(fork.origin(), fork.originSeq()));
    fork.signed().stream()
        .filter(each -> each.origin().equals(fork.origin()) && here.holds(each))
        .forEach(signed::add);
    for (CommitSignature one : signed) {
      for (CommitSignature two : signed) {
        if (one.contradicts(two) && isNews(fork.origin())) {
          Message.Fork proof =
              new Message.Fork(
                  fork.origin(), one.originSeq(), one.hash(), two.hash(), List.of(one, two));
          condemn(Optional.of(fork.origin()), forked(proof));
          replies.add(proof);
        }
      }
    }
  }

  /** Whether it would be news that an origin lies. */
  private boolean isNews(Origin origin) {
    return !origin.equals(here.self()) && quarantine.why(origin).isEmpty();
  }

  /** Says how far the origins that were spoken of have got here: all of that is durable. */
  private void acknowledge() {
    VersionVector version = here.version();
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    spokenOf.forEach(origin -> seqs.put(origin, version.get(origin)));
    replies.add(new Message.Acknowledged(taken, known, VersionVector.of(seqs)));
  }
}
