package io.ewig.sync.session;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Growth;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.standing.Heard;
import io.ewig.sync.standing.Said;
import io.ewig.sync.standing.Stated;
import io.ewig.sync.standing.VectorDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One replica's side of a conversation with another.
 *
 * <ul>
 *   <li>Either side may speak first ({@link #open}), and say hello again at any time: what is said
 *       twice, or got lost, does no harm.
 *   <li>What the other lacks goes out as soon as its version is known, a window at a time; the next
 *       one when it has acknowledged the last.
 *   <li>An objection ends it: nothing more is taken or said.
 * </ul>
 *
 * <p>One thread at a time.
 */
public final class Session {

  private final Local here;
  private final Quarantine quarantine;
  private final SessionOptions options;
  private final Other other;
  private @Nullable Objection objection;
  private long sent;
  private long received;

  public Session(Local here, Quarantine quarantine, SessionOptions options) {
    this(here, quarantine, options, new Said());
  }

  /**
   * Likewise, of one request of many.
   *
   * @param said what this replica has said of itself in other conversations
   */
  static Session ofRequest(Local here, Quarantine quarantine, SessionOptions options, Said said) {
    Session session = new Session(here, quarantine, options, said);
    session.other.isForgotten = true;
    return session;
  }

  private Session(Local here, Quarantine quarantine, SessionOptions options, Said said) {
    this.here = here;
    this.quarantine = quarantine;
    this.options = options;
    this.other = new Other(said);
  }

  /** What to say first, or again after a silence: an answer may have got lost. */
  public List<Message> open() {
    other.awaitsHello = true;
    other.knowsUs = false;
    other.isBusy = false;
    return more();
  }

  /** What to say to what the other has said. */
  public List<Message> answer(List<Message> said) {
    Load load = new Load(options.windowBytes());
    List<Message> words = new ArrayList<>(hear(said, load));
    words.addAll(more(load));
    return words;
  }

  /** Takes in what the other has said; what there is to say to just that. */
  List<Message> hear(List<Message> said) {
    return hear(said, new Load(options.windowBytes()));
  }

  private List<Message> hear(List<Message> said, Load load) {
    if (objection != null) {
      return List.of();
    }
    Hearing hearing = new Hearing(here, quarantine, options, other, load);
    hearing.listen(said);
    received += hearing.taken();
    sent += hearing.brought();
    objection = hearing.objection();
    return hearing.replies();
  }

  /**
   * What to say before that is taken in which the other has just said: it can get ready what comes
   * behind that, or its root if nothing does.
   */
  Optional<Message> ahead(List<Message> said) {
    if (objection != null || !options.direction().takes()) {
      return Optional.empty();
    }
    VersionVector theirs = other.version;
    Standing standing = here.standing();
    VersionVector mine = standing.version();
    VersionVector expects = mine;
    for (Message word : said) {
      if (word instanceof Message.Hello hello) {
        Optional<Heard> heard = other.standing.hear(hello.stated(), standing);
        theirs = heard.isPresent() ? heard.get().version() : theirs;
      } else if (word instanceof Message.Events events) {
        expects = expects.merge(events.version());
      } else if (word instanceof Message.Refused) {
        return Optional.empty();
      }
    }
    boolean isLast = theirs != null && expects.contains(theirs);
    boolean hasToGive = options.direction().gives() && theirs != null && !theirs.contains(mine);
    return theirs == null || expects.equals(mine) || (isLast && hasToGive)
        ? Optional.empty()
        : Optional.of(hello(standing, Optional.of(VectorDifference.between(mine, expects))));
  }

  /** What there is to say by now, perhaps since this replica has something new. */
  public List<Message> more() {
    return more(new Load(options.windowBytes()));
  }

  private List<Message> more(Load load) {
    List<Message> words = new ArrayList<>();
    if (objection != null) {
      return words;
    }
    VersionVector theirs = other.version;
    if (theirs != null
        && other.takes
        && !other.isBusy
        && other.refusal == null
        && options.direction().gives()
        && load.isOpen()
        && !theirs.contains(here.version())) {
      give(theirs, load, words);
    }
    if (other.gives && options.direction().takes() && other.refusal == null) {
      ask(words);
    }
    if (other.awaitsHello || isRootDue()) {
      words.add(0, hello());
      keeps().ifPresent(keeps -> words.add(1, keeps));
    }
    other().ifPresent(met -> words.addAll(quarantine.tidings().toTell(met)));
    return words;
  }

  /** A root costs what has changed: not before there is nothing more to come. */
  private boolean isRootDue() {
    boolean comesMore = other.gives && options.direction().takes() && isBehind();
    return other.awaitsRoot && !other.isBusy && !comesMore && !other.asks;
  }

  /** Hello, to somebody who may have forgotten it. */
  public Message hello() {
    return hello(here.standing(), Optional.empty());
  }

  /** Says what is here by now, and that nothing more is wanted. */
  Message closing() {
    Stated stated = other.standing.say(here.standing());
    return new Message.Hello(
        here.self(), false, false, false, stated, Optional.empty(), Optional.empty());
  }

  private Message hello(Standing standing, Optional<VectorDifference> expects) {
    Stated stated = other.standing.say(standing);
    Optional<Hash> root = isRootDue() ? Optional.of(root()) : Optional.empty();
    other.awaitsHello = false;
    other.awaitsRoot &= root.isEmpty();
    other.knowsUs |= stated instanceof Stated.Whole || stated instanceof Stated.Relative;
    return new Message.Hello(
        here.self(),
        options.direction().takes(),
        options.direction().gives(),
        options.asksRoot(),
        stated,
        expects,
        root);
  }

  private void give(VersionVector theirs, Load load, List<Message> words) {
    Outgoing out = new Outgoing(here, load);
    List<Message> events = out.since(theirs, other.filter);
    words.addAll(events);
    out.reservation().ifPresent(found -> other.reserve(found, words::add));
    sent += out.events();
    other.underWay = out.version();
    other.isBusy = !events.isEmpty();
  }

  /** What has to be said beside a hello, by who keeps a part of the history only. */
  public Optional<Message> keeps() {
    Filter filter = here.filter();
    return filter.isEverything() ? Optional.empty() : Optional.of(new Message.Keeps(filter));
  }

  /** Asks for payloads that are wanted here by now, as long as the other may have some. */
  private void ask(List<Message> words) {
    Growth growth = here.growth().filter(Growth::isUnderWay).orElse(null);
    Other.Asking asking = other.asking;
    if (growth == null || asking == null || !asking.seqs().isEmpty()) {
      return;
    }
    Growth.Wanted wanted =
        other.isForgotten
            ? growth.wantedNext(ProtocolLimits.PAYLOADS_MAX)
            : growth.wanted(asking.from(), ProtocolLimits.PAYLOADS_MAX);
    if (wanted.events().isEmpty()) {
      other.asking = null;
      growth.settle();
      other.awaitsHello = true; // of a replica that has more by now
    } else {
      other.asking = new Other.Asking(asking.from(), List.copyOf(wanted.events().keySet()));
      words.add(Message.Wanted.payloads(List.copyOf(wanted.events().values())));
    }
  }

  /** The root of what both keep. */
  Hash root() {
    return here.root(other.filter);
  }

  /** Who the other is, once it has said so. */
  public Optional<Origin> other() {
    return Optional.ofNullable(other.origin);
  }

  /** Whether the other has something that is not here, as far as is known. */
  public boolean isBehind() {
    VersionVector theirs = other.version;
    return theirs != null && !here.version().contains(theirs);
  }

  /** How many events the other lacks, as far as is known here. */
  public long lag() {
    return other.lag(here.version());
  }

  /** The other's root, as it said last. */
  public Optional<Hash> theirRoot() {
    return Optional.ofNullable(other.rooted).map(Other.Rooted::root);
  }

  /** Whether the other has said its root of just the events that are here by now. */
  boolean isRootOfTheSame() {
    return other.rooted != null
        && other.rooted.events() == here.standing().digest().a()
        && !isBehind();
  }

  /** What this side objects to, which has ended it. */
  public Optional<Objection> objection() {
    return Optional.ofNullable(objection);
  }

  /** What one of the two sides does not take of single origins, while all else goes on. */
  public Optional<Objection> reservation() {
    return Optional.ofNullable(other.reservation);
  }

  /** What the other side objects to. */
  public Optional<Objection> refusal() {
    return Optional.ofNullable(other.refusal);
  }

  /** Events of which the other has seen two. */
  public List<Message.Fork> forks() {
    return List.copyOf(other.forks);
  }

  /** How many events went out, or payloads of events that were there. */
  public long sent() {
    return sent;
  }

  /** How many new events came in, or payloads of events that were here. */
  public long received() {
    return received;
  }
}
