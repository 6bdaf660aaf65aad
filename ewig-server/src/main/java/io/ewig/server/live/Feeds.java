package io.ewig.server.live;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.jdbc.wire.Failure;
import io.ewig.server.socket.Line;
import io.ewig.server.word.Refusal;
import io.ewig.sync.ephemeral.Members;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What a peer follows. Read in a session of its own, so that the peer's questions don't wait; not
 * read on while the peer has not taken in what it was told, so none is lost and none piles up.
 */
final class Feeds implements AutoCloseable {

  /** More would be a page that forgets to end some. */
  private static final int FEEDS_MAX = 100;

  private static final long QUEUED_BYTES_MAX = 1 << 20;
  private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(30);

  private final Desk desk;
  private final Line line;
  private final Refusal refusal;

  /** Its lock is for who changes it, and for who says something of a feed in it. */
  private final Map<Json, Feed> feeds = new ConcurrentHashMap<>();

  private final AtomicBoolean isReading = new AtomicBoolean();
  private volatile long readNanos;

  /**
   * @param desk that nobody else uses
   */
  Feeds(Desk desk, Line line, Refusal refusal) {
    this.desk = desk;
    this.line = line;
    this.refusal = refusal;
  }

  /** Follows a table or a world, from where the peer has got to, or from now on; and says so. */
  void begin(Members said) throws SQLException {
    Json id = said.any("id");
    if (feeds.size() >= FEEDS_MAX && !feeds.containsKey(id)) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, "a socket follows " + FEEDS_MAX + " things at most");
    }
    Feed feed = desk.work((link, engine) -> feed(id, said, engine, Desk.named(link, "t").schema()));
    String following = new Said("following").to(id).put("position", feed.position()).toString();
    synchronized (feeds) {
      feeds.put(id, feed);
      line.say(following);
    }
  }

  private static Feed feed(Json id, Members said, Ewig engine, String schema) {
    long size = engine.head().size();
    long from = said.number("from", size);
    if (from < 0 || from > size) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE,
          "the log has " + size + " events, so nobody can have got to position " + from);
    }
    return said.has("world")
        ? Feed.ofWorld(id, World.of(said.text("world")).uri(), from)
        : Feed.ofTable(id, TableName.of(said.text("table"), schema), from);
  }

  /** Stops following, what was never followed too; and says so. */
  void end(Members said) {
    Json id = said.any("id");
    String unfollowed = new Said("unfollowed").to(id).toString();
    synchronized (feeds) {
      feeds.remove(id);
      line.say(unfollowed);
    }
  }

  /**
   * Has somebody read on, if there is anything to be read.
   *
   * @param size how long the log is
   */
  void readOn(long size, long nanos, Executor readers) {
    boolean isDue =
        nanos - readNanos >= NANOS_BETWEEN
            && line.queuedBytes() < QUEUED_BYTES_MAX
            && feeds.values().stream().anyMatch(feed -> feed.position() < size);
    if (isDue && isReading.compareAndSet(false, true)) {
      readNanos = nanos;
      try {
        readers.execute(() -> read(size));
      } catch (RuntimeException | Error e) {
        isReading.set(false); // nobody else says that it is over
        throw e;
      }
    }
  }

  private void read(long size) {
    try {
      for (Feed feed : feeds.values()) {
        if (feed.position() < size && line.queuedBytes() < QUEUED_BYTES_MAX) {
          read(feed, size);
        }
      }
    } finally {
      isReading.set(false);
    }
  }

  private void read(Feed feed, long size) {
    try {
      desk.work((link, engine) -> feed.read(link, engine, size))
          .ifPresent(said -> tell(feed, said.toString()));
    } catch (EwigException e) {
      failed(feed, () -> Said.failure(e));
    } catch (SQLException e) {
      failed(feed, () -> refusal.of(e));
    } catch (RuntimeException e) {
      failed(feed, () -> refusal.of(e));
    } catch (Error e) { // what was read may not have been told, and is not read again
      failed(feed, () -> refusal.of(e));
    }
  }

  /** Unless the peer has ended it, or follows something else under its id by now. */
  private void tell(Feed feed, String changes) {
    synchronized (feeds) {
      if (feeds.get(feed.id()) == feed) {
        line.say(changes);
      }
    }
  }

  /** It is told once, and has to be asked for again. */
  private void failed(Feed feed, Supplier<Failure> why) {
    synchronized (feeds) {
      if (feeds.remove(feed.id(), feed)) {
        line.say(Said.failure(feed.id(), why.get()).toString());
      }
    }
  }

  @Override
  public void close() {
    synchronized (feeds) {
      feeds.clear();
    }
    desk.close();
  }
}
