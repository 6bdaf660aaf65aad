package io.ewig.bench.sql;

import io.ewig.bench.peer.Contestant;
import io.ewig.bench.sql.store.Dialect;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Clients of a database, each with a connection, that change an entity in each commit. */
final class Changes implements Contestant {

  private static final String INSERT = "insert into entity values (?, ?, ?, ?)";
  private static final String UPDATE =
      "update entity set visits = ?, note = ? where world = ? and id = ?";
  private static final String KEEP = "insert into history values (?, ?, ?, ?, ?, ?)";

  /** What is done to an entity. */
  enum Kind {
    INSERT,
    UPDATE
  }

  private final Dialect dialect;
  private final String url;
  private final Kind kind;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong clients = new AtomicLong();
  private final Queue<Client> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param url of a database that holds all entities
   */
  Changes(Dialect dialect, String url, Kind kind) {
    this.dialect = dialect;
    this.url = url;
    this.kind = kind;
  }

  @Override
  public String name() {
    return dialect.name();
  }

  @Override
  public void commit(byte[] payload) throws SQLException {
    Client client = idle.poll();
    if (client == null) {
      client = new Client();
    }
    client.commit(next.incrementAndGet());
    idle.add(client);
  }

  @Override
  public void close() throws SQLException {
    for (Client client = idle.poll(); client != null; client = idle.poll()) {
      client.connection.close();
    }
  }

  /** One thread at a time. */
  private final class Client {
    private final Connection connection = DriverManager.getConnection(url);
    private final PreparedStatement change =
        connection.prepareStatement(kind == Kind.INSERT ? INSERT : UPDATE);
    private final @Nullable PreparedStatement keep; // where history is not kept by itself
    private final Statement force = connection.createStatement();
    private final Random random = new Random(clients.incrementAndGet());

    Client() throws SQLException {
      boolean keepsByHand = kind == Kind.UPDATE && dialect != Dialect.EWIG;
      keep = keepsByHand ? connection.prepareStatement(KEEP) : null;
      connection.setAutoCommit(!keepsByHand);
    }

    void commit(long version) throws SQLException {
      if (kind == Kind.INSERT) {
        int number = (int) (Entities.COUNT + version);
        change.setInt(1, number % Entities.WORLDS);
        change.setInt(2, number);
        change.setLong(3, version);
        change.setString(4, Entities.note(version));
        change.executeUpdate();
      } else {
        update(random.nextInt(Entities.COUNT), version);
      }
      dialect.force(force);
    }

    private void update(int number, long version) throws SQLException {
      change.setLong(1, version);
      change.setString(2, Entities.note(version));
      change.setInt(3, Entities.worldOf(number));
      change.setInt(4, number);
      change.executeUpdate();
      if (keep != null) {
        Store.put(keep, number, version, Long.MAX_VALUE);
        keep.executeUpdate();
        connection.commit();
      }
    }
  }
}
