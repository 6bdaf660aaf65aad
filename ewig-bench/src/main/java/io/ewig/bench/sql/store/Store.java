package io.ewig.bench.sql.store;

import io.ewig.bench.sql.store.Question.Moments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** A database of the entities with their history, asked through JDBC; one thread. */
public final class Store implements AutoCloseable {

  private static final long NEVER = Long.MAX_VALUE;

  private final Connection connection;
  private final Dialect dialect;
  private final Moments moments;

  public Store(Connection connection, Dialect dialect, Moments moments) {
    this.connection = connection;
    this.dialect = dialect;
    this.moments = moments;
  }

  public String name() {
    return dialect.name();
  }

  public Question current() throws SQLException {
    return Question.of(connection, dialect.current(), moments);
  }

  public Question asOf() throws SQLException {
    return Question.of(connection, dialect.asOf(), moments);
  }

  public Question worldAsOf() throws SQLException {
    return Question.of(connection, dialect.worldAsOf(), moments);
  }

  /** What all entities add up to. */
  public Question all() throws SQLException {
    return Question.of(connection, Dialect.ALL, moments);
  }

  public Question allAsOf() throws SQLException {
    return Question.of(connection, dialect.allAsOf(), moments);
  }

  /** The same database, asked in other words. */
  public Store saying(Dialect other) {
    return new Store(connection, other, moments);
  }

  /** Makes the tables, and fills them with as many updates. */
  public void fill(long updates) throws Exception {
    run(dialect.setup());
    connection.setAutoCommit(false);
    try (PreparedStatement history =
            connection.prepareStatement("insert into history values (?, ?, ?, ?, ?, ?)");
        PreparedStatement current =
            connection.prepareStatement("insert into entity values (?, ?, ?, ?)")) {
      fill(updates, history, current);
    }
    connection.commit();
    connection.setAutoCommit(true);
    run(dialect.settled());
  }

  private static void fill(long updates, PreparedStatement history, PreparedStatement current)
      throws Exception {
    long[] since = new long[Entities.COUNT];
    Arrays.fill(since, -1);
    Entities.replay(
        updates,
        (number, version) -> {
          if (since[number] >= 0) {
            put(history, number, since[number], version);
            history.addBatch();
          }
          if (version % Entities.PER_COMMIT == 0) {
            history.executeBatch();
          }
          since[number] = version;
        });
    for (int number = 0; number < since.length; number++) {
      put(history, number, since[number], NEVER);
      history.addBatch();
      current.setInt(1, Entities.worldOf(number));
      current.setInt(2, number);
      current.setLong(3, since[number]);
      current.setString(4, Entities.note(since[number]));
      current.addBatch();
    }
    current.executeBatch();
    history.executeBatch();
  }

  /** Fills in a row of the history. */
  public static void put(PreparedStatement history, int number, long from, long to)
      throws SQLException {
    history.setInt(1, Entities.worldOf(number));
    history.setInt(2, number);
    history.setLong(3, from);
    history.setLong(4, to);
    history.setLong(5, from);
    history.setString(6, Entities.note(from));
  }

  private void run(Iterable<String> texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
