package io.ewig.bench.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that asks one thing again and again; one thread at a time. */
abstract class Client implements AutoCloseable {

  private final Connection connection;
  final PreparedStatement statement;

  private Client(Served served, String sql) throws SQLException {
    connection = served.connect();
    statement = connection.prepareStatement(sql);
  }

  abstract void ask() throws SQLException;

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Reads a row by its key. */
  static final class Reader extends Client {
    private final Random random;
    private final int rows;

    Reader(Served served, int number, int rows) throws SQLException {
      super(served, Plants.READ);
      this.random = new Random(number);
      this.rows = rows;
    }

    @Override
    void ask() throws SQLException {
      int id = random.nextInt(rows);
      statement.setInt(1, id);
      try (ResultSet found = statement.executeQuery()) {
        if (!found.next() || !found.getString(1).equals(Plants.name(id))) {
          throw new IllegalStateException("row " + id + " is not there, or another one");
        }
      }
    }
  }

  /** Inserts a row, and returns when it is durable. */
  static final class Inserter extends Client {
    private final AtomicInteger ids;

    /**
     * @param ids that all clients of a server share
     */
    Inserter(Served served, AtomicInteger ids) throws SQLException {
      super(served, Plants.INSERT);
      this.ids = ids;
    }

    @Override
    void ask() throws SQLException {
      Plants.fill(statement, ids.getAndIncrement());
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("the row was not inserted");
      }
    }
  }
}
