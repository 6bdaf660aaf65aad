package io.ewig.server.session;

import io.ewig.calcite.access.Rights;
import io.ewig.engine.Ewig;
import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Mark;
import io.ewig.jdbc.link.Stop;
import io.ewig.server.right.UserRights;
import io.ewig.server.user.Principal;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection, with what belongs to it: things it holds and marks, each under a number,
 * and executions that can be stopped. One thread works in it at a time, but for {@link #cancel}.
 *
 * <p>Between requests it may do what the next one will probably want ({@link #later}). That gives
 * way to all other requests, and they wait for it as long as it takes.
 */
public final class ServerSession {

  private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);

  /** How a statement fails whose connection is closed: the one is gone, the other cancelled. */
  private static final Set<String> STOPPED = Set.of("08003", "57014");

  /** What is done in a session. */
  public interface Work<T> {
    T run() throws SQLException;
  }

  private final String id;
  private final Principal principal;
  private final Databases.Lease lease;
  private final OpenConnection connection;
  private final @Nullable UserRights rights;
  private final SessionLimits limits;
  private final Quotas quotas;
  private final LongSupplier nanos;
  private final Map<Long, AutoCloseable> held = new HashMap<>();
  private final Map<Long, Mark> marks = new HashMap<>();
  private final Executions executions = new Executions();
  private final Turns turns;
  private long numbers;
  private volatile long usedNanos;
  private boolean isUsed; // guarded by this; that and the next one are never both so
  private boolean isForgotten; // likewise
  private volatile @Nullable String end;

  /**
   * @param lease on its database, given back when the session ends
   */
  ServerSession(
      String id,
      Principal principal,
      Databases.Lease lease,
      OpenConnection connection,
      @Nullable UserRights rights,
      SessionLimits limits,
      Quotas quotas,
      Ahead ahead,
      LongSupplier nanos) {
    this.id = id;
    this.principal = principal;
    this.lease = lease;
    this.connection = connection;
    this.rights = rights;
    this.limits = limits;
    this.quotas = quotas;
    this.turns = new Turns(ahead, work -> held.get(work.number()) == work);
    this.nanos = nanos;
    this.usedNanos = nanos.getAsLong();
  }

  public String id() {
    return id;
  }

  /** Whose it is. */
  public Principal principal() {
    return principal;
  }

  /**
   * The engine of its database for those who may do all, as where nobody asks for single rights.
   */
  public Ewig engine() {
    if (rights != null) {
      rights.requireAdmin("go past SQL");
    }
    return lease.engine();
  }

  /**
   * The engine of its database, which is open as long as the session is. It asks nobody's rights:
   * who takes it asks {@link #rights} of each thing that is given out or done.
   */
  public Ewig unguarded() {
    return lease.engine();
  }

  /** What may be done in it; whoever goes around SQL asks here. */
  public Rights rights() {
    return rights == null ? Rights.all() : rights;
  }

  public SessionLimits limits() {
    return limits;
  }

  public OpenConnection connection() {
    return connection;
  }

  public Link link() throws SQLException {
    return connection.link();
  }

  public long nanos() {
    return nanos.getAsLong();
  }

  /** Does something when nobody else does anything in this session. */
  public <T> T work(Work<T> work) throws SQLException {
    turns.begin();
    try {
      return turns.isWithinAnother() ? work.run() : awaited(work);
    } catch (SQLException e) {
      throw endedOr(e);
    } finally {
      usedNanos = nanos.getAsLong();
      turns.end();
    }
  }

  /** The same for a request, which is what the audit names for all that is done or refused then. */
  public <T> T workFor(Principal caller, Work<T> work) throws SQLException {
    return work(
        () -> {
          if (rights != null) {
            rights.workFor(caller.actor());
          }
          return work.run();
        });
  }

  /** What runs when its session is ended was not cancelled by its client, and is told so. */
  public SQLException endedOr(SQLException e) {
    String why = end;
    return why != null && STOPPED.contains(String.valueOf(e.getSQLState()))
        ? new SQLTransientException(why + "; what was not committed is rolled back", "57P01", 0, e)
        : e;
  }

  private <T> T awaited(Work<T> work) throws SQLException {
    executions.awaited();
    quotas.beginWork(principal);
    try {
      return work.run();
    } finally {
      quotas.endWork(principal);
    }
  }

  // ---- between requests

  /** Does something when the request that is under way is done, if there is a place for it. */
  public void later(Forerun work) {
    turns.later(work);
  }

  /** Notes that what was done between requests takes so much less. */
  public void freed(long bytes) {
    turns.freed(bytes);
  }

  /**
   * Has what is done between requests end soon, and at once if it is for something that is not
   * needed any more; any thread, without waiting.
   *
   * @param dropped numbers of such things
   */
  public void makeWay(Collection<Long> dropped) {
    turns.makeWay(dropped);
  }

  /** Nobody is there any more who could ask for what is done now; any thread, without waiting. */
  public void stopAhead() {
    turns.stopAhead();
  }

  /** Waits a moment for what is done now: it may be that its user said to drop himself. */
  void awaitRest() {
    turns.awaitRest();
  }

  /** Something is asked of it; false: too late, for it is about to be ended. */
  synchronized boolean use() {
    isUsed = !isForgotten;
    return isUsed;
  }

  /** Nobody may ask anything of it any more, unless somebody has before. */
  synchronized boolean forgetUnused() {
    isForgotten = !isUsed;
    return isForgotten;
  }

  boolean isIdle(long now) {
    return !turns.isTaken() && now - usedNanos > limits.idle().toNanos();
  }

  // ---- what it holds

  /** Gives it a number. */
  public long hold(AutoCloseable thing) throws SQLException {
    if (held.size() >= limits.heldMax()) {
      throw new SQLNonTransientException(
          "the connection has "
              + limits.heldMax()
              + " statements and results open, which is all there may be; close some",
          "54000",
          1039);
    }
    long number = ++numbers;
    held.put(number, thing);
    return number;
  }

  /** A number that nothing has. */
  public long number() {
    return ++numbers;
  }

  public <T extends AutoCloseable> T held(long number, Class<T> type) throws SQLException {
    AutoCloseable thing = held.get(number);
    if (!type.isInstance(thing)) {
      throw new SQLNonTransientException(
          "the connection has nothing open that has the number " + number, "HY010", 1010);
    }
    return type.cast(thing);
  }

  /** More than once does no harm. */
  public void drop(long number) {
    AutoCloseable thing = held.remove(number);
    if (thing != null) {
      closeQuietly(thing);
    }
  }

  private static void closeQuietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      LOG.warn("what a session held did not close", e);
    }
  }

  public long hold(Mark mark) {
    long number = ++numbers;
    marks.put(number, mark);
    return number;
  }

  public Mark mark(long number) throws SQLException {
    Mark mark = marks.get(number);
    if (mark == null) {
      throw new SQLNonTransientException(
          "the transaction has no savepoint of the number " + number, "3B001", 1067);
    }
    return mark;
  }

  /** Marks end with their transaction. */
  public void forgetMarks() {
    marks.clear();
  }

  // ---- what runs

  /** Understands a statement. */
  public Compiled prepare(String sql) throws SQLException {
    Stop stop = executions.begin();
    try {
      return link().prepare(sql, 0, stop);
    } finally {
      executions.end(stop);
    }
  }

  /** What stops an execution; it is stopped at once if it was cancelled before it began. */
  public Stop begin(long execution) {
    return executions.begin(execution);
  }

  public void end(long execution) {
    executions.end(execution);
  }

  /**
   * Stops all that runs, and what the request that is under way has not begun yet: nobody waits for
   * it any more. Any thread.
   */
  public void stop() {
    executions.stop();
  }

  /** Any thread, without waiting. */
  public void cancel(long execution) {
    executions.cancel(execution);
  }

  /**
   * Any thread: what runs is stopped, and what is under way is rolled back.
   *
   * @param why for whoever waits for what runs
   */
  void close(String why) {
    end = why;
    executions.close();
    closeQuietly(connection);
    turns.beginLast();
    try {
      List.copyOf(held.values()).forEach(ServerSession::closeQuietly);
      held.clear();
    } finally {
      turns.end();
      lease.close();
    }
  }
}
