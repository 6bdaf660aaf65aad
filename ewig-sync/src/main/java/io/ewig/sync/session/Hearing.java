package io.ewig.sync.session;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.Brought;
import io.ewig.engine.replica.Growth;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.standing.Heard;
import io.ewig.sync.standing.Stated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes in what the other says in one go, and gathers what there is to say to that at once. */
final class Hearing implements Message.Listener {

  /** So many acknowledgements running that acknowledge nothing end a session. */
  private static final int STANDSTILLS_MAX = 3;

  private final Local here;
  private final Quarantine quarantine;
  private final SessionOptions options;
  private final Other other;
  private final Load load;
  private final Judge judge;

  private final List<Message> replies = new ArrayList<>();
  private final List<byte[]> blobs = new ArrayList<>();
  private VersionVector came = VersionVector.EMPTY;
  private long blobBytes;
  private long taken;
  private long brought;
  private long known;
  private @Nullable Objection objection;

  /**
   * @param load what goes out with what there is to say
   */
  Hearing(Local here, Quarantine quarantine, SessionOptions options, Other other, Load load) {
    this.here = here;
    this.quarantine = quarantine;
    this.options = options;
    this.other = other;
    this.load = load;
    this.judge = new Judge(here, quarantine, other, replies::add);
  }

  /** Listens until there is something to object to. */
  void listen(List<Message> said) {
    for (Message message : said) {
      if (objection == null) {
        message.accept(this);
      }
    }
    if (!came.isEmpty()) {
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

  /** How many payloads went out that were wanted. */
  long brought() {
    return brought;
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
    hello.root().ifPresent(root -> other.rooted = new Other.Rooted(root, hello.stated().digest()));
    other.isBusy = false;
    Standing mine = here.standing();
    Optional<Heard> heard = other.standing.hear(hello.stated(), mine);
    heard.ifPresent(
        theirs -> {
          other.version = theirs.version();
          here.whyTooOld(theirs.version())
              .ifPresentOrElse(
                  text -> object(Objection.of(Reason.FOLDED, text)),
                  () -> here.hear(hello.from(), theirs.version())); // nobody waits for the others
          judge.compare(mine, theirs).forEach(this::blame);
          hello
              .expects()
              .flatMap(more -> more.appliedTo(theirs.version()))
              .ifPresent(other::willHave);
        });
    other.knowsUs |= hello.stated() instanceof Stated.Relative && heard.isPresent();
    boolean isToldNothing = !hello.wants() && !hello.gives() && !hello.asksRoot();
    other.awaitsHello |= !other.knowsUs && hello.stated().digest() != mine.digest().a();
    other.awaitsHello &= !isToldNothing;
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
    if (!options.direction().takes()) {
      object(Objection.of(Reason.NOT_AUTHORISED, "no events are taken here"));
      return;
    }
    came = came.merge(events.version());
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

  /** Gives whose events are in the way of others; if nobody's, it objects. */
  private Optional<Origin> blame(Objection found) {
    if (found.reason() == Reason.GAP) {
      replies.add(found.message()); // and the acknowledgement says from where on to send
      return Optional.empty();
    }
    Optional<Origin> inTheWay = judge.blame(found);
    if (inTheWay.isEmpty()) {
      object(found);
    }
    return inTheWay;
  }

  private void object(Objection found) {
    objection = found;
    replies.add(found.message());
  }

  @Override
  public void acknowledged(Message.Acknowledged acknowledged) {
    other.isBusy = false;
    if (acknowledged.version().isPresent()) {
      other.has(acknowledged.version().get());
    } else if (acknowledged.digest() == other.underWay.digest().a()) {
      other.has(other.underWay);
    }
    if (acknowledged.taken() + acknowledged.known() > 0) {
      other.goesOn();
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
    if (refused.reason() == Reason.GAP && other.reservation != null) {
      return; // what is not taken at all leaves gaps
    } else if (refused.reason().isOfOne()) {
      other.reservation = objection;
    } else {
      other.refusal = objection;
    }
  }

  @Override
  public void fork(Message.Fork fork) {
    other.forks.add(fork);
    judge.hear(fork);
  }

  @Override
  public void keeps(Message.Keeps keeps) {
    other.filter = keeps.filter();
  }

  /** Each answer is about what was asked for first. */
  @Override
  public void brings(Message.Brings brings) {
    if (!options.direction().takes()) {
      object(Objection.of(Reason.NOT_AUTHORISED, "no payloads are taken here"));
      return;
    }
    try {
      taken += here.growth().map(growth -> growth.take(brings.payloads())).orElse(0);
    } catch (ConflictException e) {
      blame(Objection.of(Reason.FORGED, String.valueOf(e.getMessage())));
      return;
    }
    Other.Asking asking = other.asking;
    int answered = brings.payloads().size();
    if (asking != null && !other.isForgotten) {
      other.asking =
          answered == 0 || answered > asking.seqs().size()
              ? null
              : new Other.Asking(asking.seqs().get(answered - 1) + 1, List.of());
    }
  }

  /** Gives as much as goes out at a time; for the rest the other asks again. */
  @Override
  public void wanted(Message.Wanted wanted) {
    if (!options.direction().gives()) {
      object(Objection.of(Reason.NOT_AUTHORISED, "no events are given here"));
      return;
    }
    for (Hash address : wanted.objects()) {
      Optional<byte[]> object = load.isOpen() ? here.object(address) : Optional.empty();
      object
          .filter(found -> load.takes(found.length))
          .ifPresent(found -> replies.add(new Message.Blob(found)));
    }
    if (!wanted.events().isEmpty() && load.isOpen()) {
      Outgoing out = new Outgoing(here, load);
      replies.addAll(out.of(here.commits(wanted.events())));
      out.reservation().ifPresent(found -> other.reserve(found, replies::add));
    }
    if (!wanted.payloads().isEmpty()) {
      other.asks = true;
      here.growth().ifPresent(growth -> bring(wanted.payloads(), growth));
    }
  }

  /** Each is given an answer, or none behind it is. */
  private void bring(List<Hash> events, Growth growth) {
    List<Brought> found = new ArrayList<>();
    for (Hash hash : events) {
      Optional<Event> event = growth.withPayload(hash).filter(this::canTravel);
      if (!load.takes(Hash.BYTES + event.map(each -> each.payload().size()).orElse(0L))) {
        break;
      }
      brought += event.isPresent() ? 1 : 0;
      found.add(event.map(growth::bring).orElse(Brought.missing(hash)));
    }
    replies.add(new Message.Brings(found));
  }

  private boolean canTravel(Event event) {
    long bytes = Hash.BYTES + event.payload().size();
    if (bytes > ProtocolLimits.LOAD_BYTES_MAX) {
      other.reserve(Objection.tooLarge("the payload of event " + event.id(), bytes), replies::add);
      return false;
    }
    return true;
  }

  @Override
  public void examine(Message.Examine examine) {
    if (!options.direction().gives()) {
      object(Objection.of(Reason.NOT_AUTHORISED, "nothing is told here of what there is"));
      return;
    }
    if (!here.filter().isEverything()) {
      replies.add(new Message.Keeps(here.filter()));
    }
    here.comparisons()
        .map(all -> new Examination(here, all, other).answer(examine))
        .ifPresent(replies::add);
  }

  /** To be heard by who has asked, see {@code io.ewig.sync.audit}. */
  @Override
  public void examined(Message.Examined examined) {
    object(Objection.of(Reason.MALFORMED, "an answer to what nobody has asked"));
  }

  /** Says how far the origins that were spoken of have got here: all of that is durable. */
  private void acknowledge() {
    VersionVector version = here.version();
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    came.seqs().keySet().forEach(origin -> seqs.put(origin, version.get(origin)));
    replies.add(Message.Acknowledged.of(taken, known, VersionVector.of(seqs), came));
  }
}
