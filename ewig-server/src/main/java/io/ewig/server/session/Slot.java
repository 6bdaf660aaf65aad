package io.ewig.server.session;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.EwigException;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.jdbc.error.Failures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that lies in a folder of its own, open or not; any thread.
 *
 * <ul>
 *   <li>One thread at a time opens or closes it, which may take minutes. Whoever wants to use it
 *       waits for that a while, and is refused then; whoever just looks does not wait.
 *   <li>Whoever comes when it is closed opens it again, if its folder is still there.
 * </ul>
 */
final class Slot {

  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

  private final String name;
  private final DatabaseFolders folders;
  private final Duration patience;
  private final LongSupplier nanos;

  /** Held as long as it is opened or closed, when nobody uses it; else for no time. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile @Nullable EngineConnections connections; // written within a turn
  private int users; // known within a turn only
  private long usedNanos; // likewise

  /** What is done while nobody uses it. */
  interface Work {
    void run() throws SQLException;
  }

  /**
   * @param patience of those who come while it is opened or closed
   * @param nanos a clock for durations
   */
  Slot(String name, DatabaseFolders folders, Duration patience, LongSupplier nanos) {
    this.name = name;
    this.folders = folders;
    this.patience = patience;
    this.nanos = nanos;
  }

  Optional<Ewig> engine() {
    return Optional.ofNullable(connections).map(EngineConnections::engine);
  }

  private void beginTurn() throws SQLException {
    try {
      if (turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Failures.of(
        "57P03",
        0,
        "database '" + name + "' is being opened or closed, which takes a while; try again later",
        null);
  }

  /** Opens it, if need be; it stays open until {@link #leave}. */
  EngineConnections enter() throws SQLException {
    beginTurn();
    try {
      EngineConnections open = connections;
      if (open == null) {
        open = open();
        connections = open;
      }
      users++;
      return open;
    } finally {
      turn.unlock();
    }
  }

  private EngineConnections open() throws SQLException {
    if (!folders.exists(name)) {
      throw Databases.unknown(name);
    }
    try {
      EngineConnections opened = connecting(folders.open(name));
      LOG.info("database {} is open", name);
      return opened;
    } catch (EwigException e) {
      LOG.error("database {} cannot be opened", name, e);
      throw Failures.of(
          e.code().sqlState(),
          e.code().number(),
          "database '" + name + "' cannot be opened; the server's log says why",
          e);
    }
  }

  private EngineConnections connecting(Ewig engine) {
    try {
      return new EngineConnections(engine, name, folders.temporary(name));
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /** For each that has entered, once. */
  void leave() {
    turn.lock(); // nobody opens or closes what somebody uses
    try {
      users--;
      usedNanos = nanos.getAsLong();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Does something while nobody uses it, nor can begin to.
   *
   * @throws SQLException if somebody uses it
   */
  void alone(Work work) throws SQLException {
    beginTurn();
    try {
      if (users > 0) {
        throw Failures.of(
            "55006", 2001, "somebody uses database '" + name + "'; try again later", null);
      }
      work.run();
    } finally {
      turn.unlock();
    }
  }

  /** Closes it, if nobody has used it for so long. */
  void closeIfIdle(long now, long idleNanos) {
    if (!turn.tryLock()) {
      return; // somebody comes or goes
    }
    try {
      if (users == 0 && now - usedNanos > idleNanos) {
        close();
      }
    } finally {
      turn.unlock();
    }
  }

  /** Closes it, whoever uses it; waits until it is open if it is being opened. */
  void close() {
    turn.lock();
    try {
      EngineConnections last = connections;
      connections = null;
      if (last != null) {
        last.engine().close();
        LOG.info("database {} is closed", name);
      }
    } finally {
      turn.unlock();
    }
  }
}
