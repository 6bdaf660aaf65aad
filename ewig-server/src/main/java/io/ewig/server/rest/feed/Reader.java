package io.ewig.server.rest.feed;

import io.ewig.engine.Ewig;
import io.ewig.engine.log.Scan;
import io.ewig.server.http.HttpBody;
import io.ewig.server.session.Databases;
import io.ewig.server.user.Principal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who waits for what is recorded next. It takes turns: a turn reads some of the log and sends
 * what was found; the next one comes when the connection took it and there is more. Between turns
 * it holds its position, its place and its database, and no thread.
 */
final class Reader implements HttpBody.Source {

  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  /** Of the log, in a turn: then others have theirs. */
  private static final long LOOKED_AT_MAX = 50_000;

  /** Makes what is sent. */
  interface Form {
    /** How many events a turn finds at most. */
    int eventsMax();

    /** What to say of them, if anything. */
    Said of(Slice slice, boolean isDue);

    /** Whether that was all. */
    boolean isOnce();

    /** How long it may be silent. */
    long silenceNanos();
  }

  /**
   * @param text empty: nothing yet
   * @param position how far it reaches
   */
  record Said(String text, long position) {}

  private final Feeds feeds;
  private final Databases.Lease lease;
  private final Principal principal;
  private final Scan wanted;
  private final Form form;
  private final AtomicBoolean isBusy = new AtomicBoolean(true);
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile long position;
  private volatile long saidNanos;
  private HttpBody.@Nullable Pipe pipe;

  /**
   * @param lease given back at the end
   * @param position of the first event that it may want
   */
  Reader(
      Feeds feeds,
      Databases.Lease lease,
      Principal principal,
      Scan wanted,
      long position,
      Form form) {
    this.feeds = feeds;
    this.lease = lease;
    this.principal = principal;
    this.wanted = wanted;
    this.position = position;
    this.form = form;
    this.saidNanos = feeds.nanos();
  }

  @Override
  public void open(HttpBody.Pipe to) {
    pipe = to;
    try {
      feeds.begin(this);
    } catch (RuntimeException | Error e) {
      fail(e);
      return;
    }
    turn();
  }

  /** Whether it is time for a turn, which then has to come. */
  boolean takesTurn() {
    boolean isWanted =
        feeds.isStopping()
            || (!feeds.isFull() && (isDue() || lease.engine().head().size() > position));
    return isWanted && isBusy.compareAndSet(false, true);
  }

  private boolean isDue() {
    return feeds.nanos() - saidNanos >= form.silenceNanos();
  }

  /** By the one who has taken it. */
  void turn() {
    try {
      String reason = feeds.reasonToLeave(principal, lease.name());
      if (reason != null) {
        LOG.info("a reader of changes is let go: {}", reason);
        end();
        return;
      }
      Ewig engine = lease.engine();
      Slice slice = Slice.read(engine, wanted, position, LOOKED_AT_MAX, form.eventsMax());
      boolean isLast = feeds.isStopping();
      Said said = form.of(slice, isLast || isDue());
      position = said.position();
      if (!said.text().isEmpty()) {
        send(said.text().getBytes(StandardCharsets.UTF_8), isLast || form.isOnce());
      } else if (isLast) {
        end();
      } else {
        rest();
      }
    } catch (RuntimeException | Error e) { // nobody else gives back what it holds
      fail(e);
    }
  }

  private void send(byte[] bytes, boolean isLast) {
    Piece piece = new Piece(bytes.length, isLast);
    try {
      to().send(bytes, piece);
    } catch (RuntimeException | Error e) {
      piece.settle();
      throw e;
    }
  }

  /** Counts as long as nobody knows what has become of it. */
  private final class Piece implements HttpBody.Fate {
    private final boolean isLast;
    private final AtomicInteger untaken;

    Piece(int bytes, boolean isLast) {
      this.isLast = isLast;
      this.untaken = new AtomicInteger(bytes);
      feeds.note(bytes);
    }

    private void settle() {
      feeds.note(-untaken.getAndSet(0));
    }

    @Override
    public void taken() {
      settle();
      saidNanos = feeds.nanos();
      if (isLast) {
        end();
      } else {
        rest();
      }
    }

    @Override
    public void lost() {
      settle();
      leave();
    }
  }

  /** Until its next turn, which may be at once. */
  private void rest() {
    isBusy.set(false);
    feeds.offer(this);
  }

  private HttpBody.Pipe to() {
    HttpBody.Pipe open = pipe;
    if (open == null) {
      throw new IllegalStateException("a reader that was not opened");
    }
    return open;
  }

  private void end() {
    leave();
    to().end();
  }

  private void fail(Throwable why) {
    LOG.warn("a reader of changes is cut off", why);
    leave();
    to().fail(why);
  }

  private void leave() {
    if (isOver.compareAndSet(false, true)) {
      feeds.leave(this);
      lease.close();
    }
  }
}
