package io.ewig.server.live;

import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.Paths;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import io.ewig.server.session.Sessions;
import io.ewig.server.socket.Line;
import io.ewig.server.socket.Sockets;
import io.ewig.server.word.Refusal;
import io.ewig.sync.ephemeral.EphemeralLimits;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets at {@code /ws} and {@code /db/{database}/ws}; start here. Any thread, until it is
 * closed.
 */
public final class LiveSockets implements Sockets, AutoCloseable {

  /** Each is a room to be in; a page is in one or two. */
  static final int NAMESPACES_MAX = 64;

  private static final int ID_CHARS_MAX = 128;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UPGRADE_REQUIRED = 426;
  private static final int READERS = 2;
  private static final int MADE_ID_BYTES = 8;

  private static final Logger LOG = LoggerFactory.getLogger(LiveSockets.class);

  private final Sessions sessions;
  private final EphemeralLimits limits;
  private final LongSupplier nanos;
  private final SyncEndpoint sync;
  private final SecureRandom random = new SecureRandom();
  private final Refusal refusal = new Refusal();
  private final Map<String, Gathering> gatherings = new ConcurrentHashMap<>();
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private final Ticker ticker;
  private final ExecutorService readers =
      Executors.newFixedThreadPool(READERS, task -> daemon(task, "ewig-feeds"));

  /**
   * @param nanos a clock for durations
   * @param sync where binary messages go
   */
  public LiveSockets(
      Sessions sessions, EphemeralLimits limits, LongSupplier nanos, SyncEndpoint sync) {
    this.sessions = sessions;
    this.limits = limits;
    this.nanos = nanos;
    this.sync = sync;
    this.ticker = new Ticker(limits.step(), this::step);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Says at the same paths, to whoever asks without wanting a socket, what they are for. */
  public void addTo(Paths paths) {
    for (String pattern : List.of("/ws", "/db/{database}/ws")) {
      paths.on(
          "GET",
          pattern,
          (request, at) ->
              HttpAnswer.error(
                      UPGRADE_REQUIRED,
                      "UPGRADE_REQUIRED",
                      "0A000",
                      "this path is for WebSocket",
                      request.id())
                  .with("Upgrade", "websocket"));
    }
  }

  // ---- who comes

  @Override
  public Entry open(Visit visit) {
    String database = database(visit.path());
    if (database == null) {
      return new Refused(NOT_FOUND, "there is no such path");
    }
    List<String> namespaces = visit.parameters("namespace").stream().distinct().toList();
    List<String> ids = visit.parameters("peer_id");
    String id = ids.isEmpty() ? madeId() : ids.get(0);
    String wrong = wrong(ids, namespaces);
    if (wrong != null) {
      return new Refused(BAD_REQUEST, wrong);
    }
    try (Databases.Lease lease = sessions.databases().lease(visit.principal(), database)) {
      String reason = gathering(lease.name()).refusal(id, visit.principal());
      return reason == null
          ? new Welcome(
              new Peer(new Peer.Arrival(visit.principal(), lease.name(), id, namespaces), host))
          : new Refused(CONFLICT, reason);
    } catch (SQLException e) {
      return new Refused(Permits.isRefusal(e) ? FORBIDDEN : NOT_FOUND, refusal.of(e).text());
    }
  }

  private static @Nullable String database(List<String> path) {
    if (path.equals(List.of("ws"))) {
      return Databases.MAIN;
    }
    boolean isNamed = path.size() == 3 && path.get(0).equals("db") && path.get(2).equals("ws");
    return isNamed && !path.get(1).isEmpty() ? path.get(1) : null;
  }

  private static @Nullable String wrong(List<String> ids, List<String> namespaces) {
    if (ids.size() > 1) {
      return "a socket has one peer_id";
    } else if (!ids.stream().allMatch(LiveSockets::isName)) {
      return "a peer_id has 1 to " + ID_CHARS_MAX + " characters, none of them a control character";
    } else if (!namespaces.stream().allMatch(LiveSockets::isName)) {
      return "a namespace has 1 to "
          + ID_CHARS_MAX
          + " characters, none of them control characters";
    }
    return namespaces.size() > NAMESPACES_MAX
        ? "a socket hears of " + NAMESPACES_MAX + " namespaces at most"
        : null;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= ID_CHARS_MAX
        && text.chars().noneMatch(Character::isISOControl);
  }

  private String madeId() {
    byte[] id = new byte[MADE_ID_BYTES];
    random.nextBytes(id);
    return "peer-" + HexFormat.of().formatHex(id);
  }

  private Gathering gathering(String database) {
    return gatherings.computeIfAbsent(
        database,
        any -> new Gathering(limits, () -> TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong())));
  }

  private final Peer.Host host =
      new Peer.Host() {
        @Override
        public Databases.Lease lease(String database) throws SQLException {
          return sessions.databases().lease(database);
        }

        @Override
        public Gathering gathering(String database) {
          return LiveSockets.this.gathering(database);
        }

        @Override
        public Refusal refusal() {
          return refusal;
        }

        @Override
        public SyncEndpoint sync() {
          return sync;
        }

        @Override
        public Desk desk(Peer.Arrival arrival) {
          return new Desk(sessions, arrival.principal(), arrival.database());
        }

        @Override
        public Feeds feeds(Peer.Arrival arrival, Line line) {
          return new Feeds(desk(arrival), line, refusal);
        }

        @Override
        public void began(Peer peer) {
          peers.add(peer);
          ticker.wake();
        }

        @Override
        public void ended(Peer peer) {
          peers.remove(peer);
        }
      };

  // ---- what is here

  /** Who may do what has changed. What goes wrong with one peer is no reason to let others stay. */
  public void checkRights(Instant now) {
    for (Peer peer : peers) {
      try {
        peer.checkRights(sessions.databases(), now);
      } catch (RuntimeException e) {
        LOG.error("whether a socket may stay open was not checked or not noted", e);
      }
    }
  }

  // ---- time

  /** Whether there is anything left to be done by another step. */
  private boolean step() {
    boolean goesOn = !peers.isEmpty();
    for (Gathering gathering : gatherings.values()) {
      try {
        gathering.step();
      } catch (RuntimeException e) {
        LOG.error("a step of presence failed", e);
      }
    }
    long now = nanos.getAsLong();
    for (Peer peer : peers) {
      peer.readOn(now, readers);
    }
    return goesOn;
  }

  /** Nobody is told anything any more. */
  @Override
  public void close() {
    ticker.close();
    readers.shutdownNow();
  }
}
