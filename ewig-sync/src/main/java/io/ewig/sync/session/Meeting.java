package io.ewig.sync.session;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.protocol.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings this replica and another one together, request by request, until neither lacks anything
 * (or what its direction lets through has gone through); one thread, once.
 *
 * <p>Each request begins with a hello, so the other side has nothing to remember, and a meeting
 * that broke off goes on where it was when the two meet again.
 */
public final class Meeting {

  /** So many requests running that bring nothing new end it. */
  private static final int IDLE_MAX = 3;

  private static final Channel.Answer NOTHING = () -> new byte[0];

  private final Local here;
  private final Direction direction;
  private final Channel channel;
  private final Session session;
  private Channel.Answer coming = NOTHING;
  private long bytesOut;
  private long bytesIn;
  private int roundTrips;

  public Meeting(Local here, Quarantine quarantine, Direction direction, Channel channel) {
    this.here = here;
    this.direction = direction;
    this.channel = channel;
    this.session = new Session(here, quarantine, SessionOptions.of(direction).asking());
  }

  /**
   * What came of it.
   *
   * @param equal whether both have the same events and the same root
   * @param sent events that went out
   * @param received events that came in and were new
   * @param remoteRoot unknown if the other never got to say it
   * @param lag events that the other still lacks
   * @param refused why it is not whole, if a side objects
   * @param other who that is, if it has said so
   */
  public record Outcome(
      boolean equal,
      long sent,
      long received,
      long bytesOut,
      long bytesIn,
      int roundTrips,
      long lag,
      Hash root,
      Optional<Hash> remoteRoot,
      Optional<Objection> refused,
      List<Message.Fork> forks,
      Optional<Origin> other) {

    /** Whether anything went either way. */
    public boolean moved() {
      return sent + received > 0;
    }
  }

  public Outcome run() throws IOException {
    begin(session.open());
    try {
      int idle = 0;
      while (idle <= IDLE_MAX) {
        long before = session.sent() + session.received();
        if (!goOn(read())) {
          return outcome();
        }
        idle = session.sent() + session.received() > before ? 0 : idle + 1;
      }
      return outcome();
    } finally {
      coming.abandon();
    }
  }

  /**
   * Tells the other side at the end what was taken in here, for who does not meet it again soon: so
   * it knows by now how much of its history both have. Nothing if nothing was taken in.
   */
  public void close() throws IOException {
    if (session.received() == 0 || isOver()) {
      return;
    }
    List<Message> words = new ArrayList<>(List.of(session.closing()));
    session.keeps().ifPresent(words::add);
    byte[] unused = channel.begin(MessageWriter.write(words)).await();
  }

  /**
   * Takes in an answer and asks on, before that if it can; whether there will be another answer.
   */
  private boolean goOn(List<Message> said) throws IOException {
    Optional<Message> ahead = session.ahead(said);
    if (ahead.isPresent()) {
      begin(List.of(ahead.get()));
      session.hear(said);
      return !isOver();
    }
    List<Message> words = session.answer(said);
    boolean says = words.stream().anyMatch(Meeting::isContent);
    boolean lacks = direction.takes() && session.isBehind();
    if (isOver() || !(says || lacks || mayNotKnowUs(words) || kept(said) || proves(words))) {
      return false;
    }
    boolean isWhole = !words.isEmpty() && words.get(0) instanceof Message.Hello;
    begin(isWhole ? words : prefixed(words));
    if (!lacks) {
      Hash unused = session.root(); // found while the other one finds its own
    }
    return true;
  }

  /** Whether the other side has to answer it. */
  private static boolean isContent(Message word) {
    return word instanceof Message.Events
        || word instanceof Message.Wanted
        || word instanceof Message.Brings;
  }

  private boolean isOver() {
    return session.objection().isPresent() || session.refusal().isPresent();
  }

  /** Whether the other side has asked for our version and can't give anything before. */
  private static boolean mayNotKnowUs(List<Message> words) {
    return words.stream().anyMatch(Message.Hello.class::isInstance);
  }

  /** Whether there is proof against somebody, which the other side is to have as well. */
  private static boolean proves(List<Message> words) {
    return words.stream().anyMatch(word -> word instanceof Message.Fork fork && fork.isProof());
  }

  /** Whether the other side has given events and so kept its root to itself. */
  private boolean kept(List<Message> said) {
    return said.stream().anyMatch(Message.Events.class::isInstance) && !session.isRootOfTheSame();
  }

  private List<Message> prefixed(List<Message> words) {
    List<Message> all = new ArrayList<>(words.size() + 1);
    all.add(session.hello());
    words.stream().filter(word -> !(word instanceof Message.Hello)).forEach(all::add);
    return all;
  }

  private void begin(List<Message> said) throws IOException {
    List<Message> words = new ArrayList<>(said);
    if (words.stream().noneMatch(Message.Keeps.class::isInstance)) {
      session.keeps().ifPresent(keeps -> words.add(1, keeps)); // each request stands alone
    }
    byte[] request = MessageWriter.write(words);
    coming = channel.begin(request);
    roundTrips++;
    bytesOut += request.length;
  }

  private List<Message> read() throws IOException {
    byte[] answer = coming.await();
    coming = NOTHING;
    bytesIn += answer.length;
    try {
      return MessageReader.readAll(answer);
    } catch (CorruptionException e) {
      return unreadable(Reason.MALFORMED, e.getMessage());
    } catch (UserException e) {
      return unreadable(Reason.VERSION, e.getMessage());
    }
  }

  private static List<Message> unreadable(Reason reason, @Nullable String text) {
    return List.of(new Message.Refused(reason, "the answer can't be read: " + text));
  }

  private Outcome outcome() {
    Hash root = session.root();
    Optional<Hash> theirs = session.theirRoot();
    boolean equal = theirs.isPresent() && theirs.get().equals(root) && session.isRootOfTheSame();
    Optional<Objection> refused = session.objection().or(session::refusal).or(session::reservation);
    boolean isWhy = !equal && direction.takes();
    return new Outcome(
        equal,
        session.sent(),
        session.received(),
        bytesOut,
        bytesIn,
        roundTrips,
        session.lag(),
        root,
        theirs,
        isWhy ? refused.or(() -> Shortage.of(here)) : refused,
        session.forks(),
        session.other());
  }
}
