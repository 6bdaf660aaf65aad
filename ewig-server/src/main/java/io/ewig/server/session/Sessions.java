package io.ewig.server.session;

import io.ewig.calcite.access.Rights;
import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.server.right.UserRights;
import io.ewig.server.user.Principal;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of a server, by their ids; any thread. */
public final class Sessions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int ID_BYTES = 16;
  private static final String STOPPING = "the server is being stopped";

  private final Databases databases;
  private final SessionLimits limits;
  private final Quotas quotas;
  private final SecureRandom random;
  private final Ahead ahead;
  private final LongSupplier nanos;
  private final Map<String, ServerSession> open = new ConcurrentHashMap<>();
  private final ServedLink.Served served;
  private volatile boolean isClosed;

  /**
   * @param ahead where they work between requests; closed with them
   * @param nanos a clock for durations
   */
  public Sessions(
      Databases databases,
      SessionLimits limits,
      Quotas quotas,
      SecureRandom random,
      Ahead ahead,
      LongSupplier nanos) {
    this.databases = databases;
    this.limits = limits;
    this.quotas = quotas;
    this.random = random;
    this.ahead = ahead;
    this.nanos = nanos;
    SlowStatements slow = new SlowStatements(limits.slow());
    this.served = new ServedLink.Served(databases, new Usage(), slow, nanos);
  }

  public Databases databases() {
    return databases;
  }

  /** What each user takes. */
  public Quotas quotas() {
    return quotas;
  }

  /** How much is packed that nobody asked for yet. */
  public long aheadBytes() {
    return ahead.bytes();
  }

  /** What is done in all of them. */
  public Usage usage() {
    return served.usage();
  }

  public ServerSession open(Principal principal, String database, Properties info)
      throws SQLException {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return open(principal, HexFormat.of().formatHex(id), database, info);
  }

  /** Under an id of the client's own, which has to be as hard to guess as one of ours. */
  public ServerSession open(Principal principal, String id, String database, Properties info)
      throws SQLException {
    if (isClosed || open.size() >= limits.sessionsMax()) {
      throw new SQLTransientException(
          isClosed
              ? STOPPING
              : limits.sessionsMax() + " sessions are open, which is all there may be; close some",
          "08004",
          0);
    }
    quotas.beginSession(principal);
    ServerSession session;
    try {
      session = connect(principal, id, database, info);
    } catch (SQLException | RuntimeException | Error e) {
      quotas.endSession(principal);
      throw e;
    }
    if (open.putIfAbsent(id, session) != null) {
      close(session, "the session never began");
      throw new SQLTransientException("there is a session of that id already", "08002", 0);
    }
    return session;
  }

  private ServerSession connect(Principal principal, String id, String database, Properties info)
      throws SQLException {
    Databases.Lease lease = databases.lease(database);
    try {
      UserRights rights = databases.permits().rights(principal, lease.name());
      Rights allowed = rights == null ? Rights.all() : rights;
      OpenConnection connection =
          lease.connect(principal, info, allowed, link -> new ServedLink(link, rights, served));
      return new ServerSession(
          id, principal, lease, connection, rights, limits, quotas, ahead, nanos);
    } catch (SQLException e) {
      lease.close();
      noteRefusal(principal, e);
      throw e;
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Notes that somebody asked for a connection that he does not get. */
  public void noteRefusal(Principal principal, SQLException why) {
    databases
        .permits()
        .noteRefusal(principal, "a connection with what it asked for: " + why.getSQLState());
  }

  /** Somebody else's is as good as none: nobody learns that it is there. */
  public ServerSession find(Principal principal, @Nullable String id) throws LostSessionException {
    ServerSession session = id == null ? null : open.get(id);
    if (session == null) {
      throw new LostSessionException();
    }
    if (!session.principal().isSameAs(principal)) {
      databases.permits().noteRefusal(principal, "a session of somebody else");
      throw new LostSessionException();
    }
    if (!session.use()) {
      throw new LostSessionException();
    }
    return session;
  }

  public void end(ServerSession session) {
    end(session, "the session was ended");
  }

  /** Ends one of which nothing was ever asked: whoever opened it may not know that it is there. */
  public void endUnused(ServerSession session) {
    if (session.forgetUnused()) {
      end(session);
    }
  }

  private void end(ServerSession session, String why) {
    if (open.remove(session.id(), session)) {
      close(session, why);
    }
  }

  private void close(ServerSession session, String why) {
    try {
      session.close(why);
    } finally {
      quotas.endSession(session.principal());
    }
  }

  public int count() {
    return open.size();
  }

  /**
   * Ends those that nobody used for long, or whose user is gone, and closes databases; to be called
   * now and then, and after users were dropped.
   */
  public void expire() {
    long now = nanos.getAsLong();
    for (ServerSession session : List.copyOf(open.values())) {
      if (session.isIdle(now)) {
        LOG.info("a session ends: nobody used it for {}", limits.idle());
        end(session);
      } else if (!databases.permits().isKnown(session.principal())) {
        LOG.info("a session ends: its user was dropped");
        session.awaitRest();
        end(session, "the user was dropped");
      }
    }
    quotas.forget();
    databases.closeIdle(SessionLimits.DATABASE_IDLE.toNanos());
  }

  /** No more begin, and all end. */
  @Override
  public void close() {
    isClosed = true;
    List.copyOf(open.values()).forEach(session -> end(session, STOPPING));
    ahead.close();
  }
}
